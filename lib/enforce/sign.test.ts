import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signBody, verifySignature } from './sign';

const at = new Date('2026-10-01T12:00:00.900Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000);

describe('a signature', () => {
  test('is what the documentation says, so that any receiver can check it', () => {
    const expected = createHmac('sha256', 'whsec').update('1790856000.{"a":1}').digest('hex');
    expect(signBody('{"a":1}', 'whsec', at)).toBe(`t=1790856000,v1=${expected}`);
  });

  const header = signBody('{"a":1}', 'whsec', at);
  test.each([
    ['as sent', header, '{"a":1}', 'whsec', at, true],
    ['five minutes later', header, '{"a":1}', 'whsec', later(299), true],
    ['too old: a replay', header, '{"a":1}', 'whsec', later(302), false],
    ['from the future', header, '{"a":1}', 'whsec', later(-302), false],
    ['another body', header, '{"a":2}', 'whsec', at, false],
    ['another secret', header, '{"a":1}', 'other', at, false],
    ['another time claimed', header.replace('t=17', 't=18'), '{"a":1}', 'whsec', later(100_000_000), false],
    ['no signature', 't=1790856000', '{"a":1}', 'whsec', at, false],
    ['nothing', '', '{"a":1}', 'whsec', at, false],
  ])('%s', (_, given, body, secret, now, holds) => {
    expect(verifySignature(given, body, secret, now)).toBe(holds);
  });
});

import { expect, test } from 'vitest';
import { base32, matchingStep, totpCode, totpStep, totpUri } from './totp';

// RFC 6238, appendix B: the last six of its eight digits.
const SECRET = Buffer.from('12345678901234567890');
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i seconds the code is %s', (seconds, code) => {
  const now = new Date(seconds * 1_000);
  expect(totpCode(SECRET, totpStep(now))).toBe(code);
  expect(matchingStep(SECRET, code, now)).toBe(totpStep(now));
});

test('a code is taken for a step before and after its own, and no longer', () => {
  const now = new Date('2026-10-01T12:00:10Z');
  const step = totpStep(now);
  for (const [off, taken] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    const code = totpCode(SECRET, step + off);
    expect(matchingStep(SECRET, code, now)).toBe(taken ? step + off : null);
  }
  const code = totpCode(SECRET, step);
  expect(matchingStep(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, now)).toBe(step);
  for (const wrong of ['', '1', code.slice(1), `${code}0`, 'abcdef']) {
    expect(matchingStep(SECRET, wrong, now)).toBeNull();
  }
});

test('the address for an app holds the secret in base 32', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(totpUri(Buffer.from('foobar'), 'dana@example.org')).toBe(
    'otpauth://totp/Retort:dana%40example.org?secret=MZXW6YTBOI&issuer=Retort&digits=6&period=30',
  );
});

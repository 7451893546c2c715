import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { scaffoldKeys, systemKey } from '@/lib/text/scaffold';
import { beginningsOf, listedIds, promptKeysOf, readingsOf } from './readings';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('what a pasted text may mean', () => {
  test.each([
    ['203.0.113.77', ['address_block:203.0.113.0/24', 'signup_block:203.0.113.0/24']],
    ['203.0.113.77:8443', ['address_block:203.0.113.0/24', 'signup_block:203.0.113.0/24']],
    ['203.0.113.0/24', ['address_block:203.0.113.0/24', 'signup_block:203.0.113.0/24']],
    ['[2001:db8:aaaa:1::9]', ['address_block:2001:db8:aaaa::/48', 'signup_block:2001:db8:aaaa::/48']],
    ['AS 64500', ['asn:64500', 'signup_asn:64500']],
    ['as064500', ['asn:64500', 'signup_asn:64500']],
    [
      'Lena.Kern42@Mail.example',
      [
        `email_hash:${hash('lena.kern42@mail.example')}`,
        'email_pattern:aaaa.aaaa99@mail.example',
        'email_pattern:aaaa.bbbb99@mail.example',
        'email_domain:mail.example',
      ],
    ],
    ['ABCDEF0123456789', ['email_hash:abcdef0123456789', 'phone_hash:abcdef0123456789']],
    ['OpenAI/Python 1.44.0', ['user_agent:openai/python/1']],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36', ['user_agent:chrome/131']],
    ['acc_9f3k2m7q', []],
    ['  ', []],
    ['300.1.2.3', []],
  ])('%s', (text, wanted) => {
    expect(readingsOf(text).map(({ kind, value }) => `${kind}:${value}`)).toEqual(wanted);
  });

  test('the number of a card’s issuer stands at the beginning of a value', () => {
    expect(beginningsOf('999417')).toEqual([{ kind: 'payment_bin', beginning: '999417·' }]);
    expect(beginningsOf('99941')).toEqual([]);
  });

  test.each([
    ['acc_1, acc_2\nacc_3', ['acc_1', 'acc_2', 'acc_3']],
    ['acc_1', []],
    ['a b c d e f', []],
    ['acc_1 acc_1', ['acc_1']],
  ])('a list of ids: %j', (text, ids) => {
    expect(listedIds(text)).toEqual(ids);
  });
});

describe('a pasted prompt', () => {
  const prompt =
    'Grade the following answer by the rubric.\nAnswer: "It is 42."\nReturn a number from 1 to 10.';

  test('has the keys that ingest gives it', () => {
    const { head, tail, frame } = scaffoldKeys(prompt);
    expect(promptKeysOf(prompt)?.anchors.sort()).toEqual(
      [head, tail, frame].filter((key) => key !== null).sort(),
    );
    expect(promptKeysOf(prompt)?.system).toBe(systemKey(prompt));
  });

  test('may come as a record', () => {
    const record = JSON.stringify({ type: 'exchange', prompt, system: 'You grade.' });
    expect(promptKeysOf(record)).toEqual({
      anchors: promptKeysOf(prompt)?.anchors,
      system: systemKey('You grade.'),
    });
  });

  test.each(['acc_9f3k2m7q', 'Copper Heron', '203.0.113.7', ''])('is not %j', (text) => {
    expect(promptKeysOf(text)).toBeNull();
  });
});

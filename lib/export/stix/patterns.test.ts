import { describe, expect, test } from 'vitest';
import type { CaseIndicator } from '@/lib/export/case/model';
import { PATTERN } from './check.fixtures';
import { ACCOUNT_EXTENSION, REQUEST_EXTENSION } from './extensions';
import { literal, patternOf, shapeExpression } from './patterns';

const indicator = (
  kind: CaseIndicator['kind'],
  value: string,
  more: Partial<CaseIndicator> = {},
): CaseIndicator => ({
  ...{ kind, value, keyed: false, key: '00000000000000ff', accounts: 9, outside: 0, log_odds: 3, hub: false },
  ...{ first_seen: null, last_seen: null },
  ...more,
});

describe('a pattern', () => {
  test.each<[CaseIndicator, string | null]>([
    [indicator('address_block', '198.51.100.0/24'), "[ipv4-addr:value ISSUBSET '198.51.100.0/24']"],
    [indicator('signup_block', '2001:db8::/48'), "[ipv6-addr:value ISSUBSET '2001:db8::/48']"],
    [indicator('address_block', 'nowhere'), null],
    [indicator('asn', '64500'), '[autonomous-system:number = 64500]'],
    [indicator('asn', 'AS64500'), null],
    [indicator('email_domain', 'ex-am.example'), "[email-addr:value MATCHES '@ex-am\\\\.example$']"],
    [
      indicator('email_domain', 'hmac-sha256:ab', { keyed: true, key: null }),
      `[user-account:extensions.'${ACCOUNT_EXTENSION}'.email_domain = 'hmac-sha256:ab']`,
    ],
    [
      indicator('email_pattern', 'aaaa.bb99@mail.example'),
      "[email-addr:value MATCHES '^[A-Za-z]{4}\\\\.[A-Za-z]{2}[0-9]{2}@mail\\\\.example$']",
    ],
    [indicator('email_pattern', 'aaaa@?'), null],
    [indicator('ja4', "t13'\\"), `[network-traffic:extensions.'${REQUEST_EXTENSION}'.ja4 = 't13\\'\\\\']`],
    [
      indicator('system_prompt', 'You work for Meridian.'),
      `[network-traffic:extensions.'${REQUEST_EXTENSION}'.system_prompt_key = '00000000000000ff']`,
    ],
    [
      indicator('tool_schema', 'key:00000000000000aa', { key: null }),
      `[network-traffic:extensions.'${REQUEST_EXTENSION}'.tool_schema_key = '00000000000000aa']`,
    ],
    [indicator('system_prompt', 'You work for Meridian.', { key: null }), null],
    [
      indicator('payment_bin', '400012·prepaid·DE'),
      `[user-account:extensions.'${ACCOUNT_EXTENSION}'.payment_issuer = '400012·prepaid·DE']`,
    ],
    [indicator('scaffold', 'scf_1'), null],
  ])('of %o', (given, expected) => {
    const pattern = patternOf(given, false);
    expect(pattern).toBe(expected);
    if (pattern !== null) expect(pattern).toMatch(PATTERN);
  });

  test('tells nobody outside the domain of a shape', () => {
    expect(patternOf(indicator('email_pattern', 'aaaa@copperworks.example'), true)).toBeNull();
  });

  test.each(["it's", '\\', "\\' OR [a:b = 'c']", 'line\nbreak'])('cannot be left by %o', (text) => {
    expect(`[a:b = ${literal(text)}]`).toMatch(PATTERN);
  });
});

test.each([
  ['aaaa.aaaa99', 'lena.kern42', true],
  ['aaaa.aaaa99', 'lena.kern4', false],
  ['aaaa.aaaa99', 'lenaxkern42', false],
  ['aaaaaaaaaaaa9', 'averyveryverylongname7', true],
  ['a+9', 'x+1', true],
])('the shape %s and the mailbox %s', (shape, mailbox, fits) => {
  expect(new RegExp(`^${shapeExpression(shape)}$`).test(mailbox)).toBe(fits);
});

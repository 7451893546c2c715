import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { indicatorKey } from '@/lib/model/hash';
import { matchable } from './alternatives';
import { LIMITS } from './limits';
import { PatternError } from './tokens';
import { ACCOUNT_EXTENSION, REQUEST_EXTENSION } from './vocabulary';

const of = (pattern: string) => matchable(pattern, LIMITS);
/** `kind value` of each part, `~` where it is approximate, parts of one way joined by ` + `. */
const ways = (pattern: string) =>
  of(pattern).alternatives.map((way) =>
    way.map(({ kind, value, approximate }) => `${kind} ${value}${approximate ? ' ~' : ''}`).join(' + '),
  );
const request = (name: string) => `network-traffic:extensions.'${REQUEST_EXTENSION}'.${name}`;
const account = (name: string) => `user-account:extensions.'${ACCOUNT_EXTENSION}'.${name}`;
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const A = '0123456789abcdef';

describe('what is looked for', () => {
  test.each([
    ["[ipv4-addr:value = '203.0.113.7']", ['address_block 203.0.113.0/24 ~']],
    ["[ipv4-addr:value = '203.0.113.0/24']", ['address_block 203.0.113.0/24']],
    ["[ipv4-addr:value ISSUBSET '203.0.113.64/26']", ['address_block 203.0.113.0/24 ~']],
    ["[ipv4-addr:value ISSUBSET '203.0.112.0/22']", ['address_block 203.0.112.0/22']],
    ["[ipv6-addr:value ISSUBSET '2001:db9:1::/48']", ['address_block 2001:db9:1::/48']],
    ["[ipv6-addr:value ISSUBSET '2001:db9::/32']", ['address_block 2001:db9::/32']],
    [
      "[ipv4-addr:value IN ('203.0.113.7', '198.51.100.9')]",
      ['address_block 203.0.113.0/24 ~', 'address_block 198.51.100.0/24 ~'],
    ],
    ['[autonomous-system:number = 64500]', ['asn 64500']],
    ['[ autonomous-system:number IN (64500,64501) ]', ['asn 64500', 'asn 64501']],
    ['[ipv4-addr:belongs_to_refs[*].number = 64500]', ['asn 64500']],
    ["[email-addr:value = 'Ada@Example.org']", [`email_hash ${sha('ada@example.org')}`]],
    ["[email-addr:value LIKE '%@Example.org']", ['email_domain example.org']],
    ["[email-addr:value MATCHES '@example\\\\.org$']", ['email_domain example.org']],
    [
      "[email-addr:value MATCHES '^[A-Za-z]{6}[0-9]{4}@example\\\\.org$']",
      ['email_pattern aaaaaa9999@example.org'],
    ],
    [
      "[email-addr:value MATCHES '^[A-Za-z]{4}\\\\.[A-Za-z]{12,}@example\\\\.org$']",
      ['email_pattern aaaa.aaaaaaaaaaaa@example.org'],
    ],
    ["[domain-name:value = 'Example.org']", ['email_domain example.org']],
    [
      `[${request('ja4')} = 't13d1516h2_8daaf6152771_e5627efa2ab1']`,
      ['ja4 t13d1516h2_8daaf6152771_e5627efa2ab1'],
    ],
    [`[${request('user_agent_family')} = 'openai-python/1']`, ['user_agent openai-python/1']],
    [
      "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'openai-python/1.52.0']",
      ['user_agent openai-python/1 ~'],
    ],
    [
      "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' LIKE 'openai-python/1.%']",
      ['user_agent openai-python/1 ~'],
    ],
    [`[${request('system_prompt_key')} = '${A}']`, [`system_prompt ${A}`]],
    [`[${account('payment_issuer')} = '400000 credit SG']`, ['payment_bin 400000 credit SG']],
    [`[x-llm-prompt-scaffold:anchors[*] = '${A}']`, [`prompt_anchor ${A}`]],
    [`[x-llm-prompt-scaffold:sha256 = '${sha('x')}']`, [`scaffold ${sha('x')}`]],
    [`[file:hashes.'SHA-256' = '${sha('x')}' AND file:name = 'prompt-template']`, [`scaffold ${sha('x')}`]],
    [`[${request('ja4')} = 'j' AND autonomous-system:number = 64500]`, ['ja4 j + asn 64500']],
    [`[${request('ja4')} = 'j'] AND [autonomous-system:number = 64500]`, ['ja4 j + asn 64500']],
    [
      `[${request('ja4')} = 'j' AND (autonomous-system:number = 1 OR autonomous-system:number = 2)]`,
      ['ja4 j + asn 1', 'ja4 j + asn 2'],
    ],
    [
      `[user-account:account_type = 'llm-api-account' AND ${account('organization')} = 'Kestrel & \\'Sons\\'']`,
      ["organization Kestrel & 'Sons'"],
    ],
    ['[autonomous-system:number = 1] REPEATS 1 TIMES', ['asn 1']],
    ['/* who */ [ autonomous-system:number = 1 ] // there', ['asn 1']],
  ])('%s', (pattern, expected) => {
    expect(ways(pattern)).toEqual(expected);
    expect(of(pattern).unmatched).toEqual([]);
  });

  test('by the keys under which accounts show it, at sign-up or in traffic', () => {
    const atoms = of("[ipv4-addr:value = '203.0.113.0/24']").alternatives[0];
    expect(atoms?.[0]?.keys).toEqual([
      indicatorKey('address_block', '203.0.113.0/24'),
      indicatorKey('signup_block', '203.0.113.0/24'),
    ]);
    expect(of(`[${request('tool_schema_key')} = 'ffffffffffffffff']`).alternatives[0]?.[0]?.keys).toEqual([
      -1n,
    ]);
  });
});

describe('what cannot be looked for is told', () => {
  test.each([
    ["[ipv4-addr:value = '127.0.0.1']", /stands for no host/],
    ["[ipv4-addr:value ISSUBSET '10.0.0.0/7']", /too wide/],
    ["[ipv4-addr:value = '1.2.3']", /is no address/],
    ["[ipv4-addr:value = '203.0.113.0/33']", /is no network/],
    ["[ipv4-addr:value != '203.0.113.7']", /negated/],
    ["[ipv4-addr:value NOT = '203.0.113.7']", /negated/],
    ["[NOT ipv4-addr:value = '203.0.113.7']", /negated/],
    ['[autonomous-system:number > 5]', /not looked for/],
    ['[EXISTS autonomous-system:number]', /nearly every account/],
    ["[email-addr:value MATCHES '^(a+)+@example\\\\.org$']", /only those for a domain/],
    ["[email-addr:value MATCHES '(a|a)*$']", /only those for a domain/],
    ["[url:value = 'https://example.org']", /nothing that Retort sees/],
    ["[user-account:user_id = 'a-1']", /another provider/],
    [`[${account('organization')} = 'hmac-sha256:abc']`, /key of its producer/],
    ["[user-account:account_type = 'llm-api-account']", /true of every account/],
    ["[x-llm-prompt-scaffold:constructor = 'x']", /nothing that Retort sees/],
    ["[x-llm-prompt-scaffold:anchors[*] = 'zz']", /no key of a scaffold/],
    [`[autonomous-system:number = 1] FOLLOWEDBY [${request('ja4')} = 'j']`, /order/],
    ['[autonomous-system:number = 1] REPEATS 5 TIMES', /number of observations/],
    ['[autonomous-system:number = 1] WITHIN 300 SECONDS', /time between/],
    [
      "[autonomous-system:number = 1] START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00Z'",
      /time of their own/,
    ],
    [`[autonomous-system:number = 1 AND url:value = 'x']`, /nothing that Retort sees/],
  ])('%s', (pattern, why) => {
    const { alternatives, unmatched } = of(pattern);
    expect(alternatives).toEqual([]);
    expect(unmatched.join('; ')).toMatch(why);
  });

  test('and what can be stays', () => {
    expect(ways("[autonomous-system:number = 1 OR url:value = 'x']")).toEqual(['asn 1']);
    expect(of("[autonomous-system:number = 1 OR url:value = 'x']").unmatched).toHaveLength(1);
  });
});

describe('what is no pattern', () => {
  test.each([
    '',
    'ipv4-addr:value = 1',
    '[ipv4-addr:value]',
    '[ipv4-addr:value =]',
    "[ipv4-addr:value = 'x'",
    "[ipv4-addr:value = 'x]",
    "[ipv4-addr:value = 'x\\n']",
    "[ipv4-addr:value = 'x'] garbage",
    "[ipv4-addr: = 'x']",
    '[autonomous-system:number IN ()]',
    '[autonomous-system:number = 1] WITHIN SECONDS',
    `[${'('.repeat(100)}autonomous-system:number = 1`,
    `[autonomous-system:number = 1${' OR autonomous-system:number = 2'.repeat(300)}]`,
    Array.from({ length: 9 }, (_, i) => `[autonomous-system:number IN (${i}1,${i}2)]`).join(' AND '),
    `[ipv4-addr:value = '${'x'.repeat(LIMITS.pattern)}']`,
  ])('%s', (pattern) => {
    expect(() => of(pattern)).toThrow(PatternError);
  });

  test('takes no longer than it is long', () => {
    const started = process.cpuUsage();
    for (const unit of ["'", '/*', '*', "[a:b.'", '\\', '(', "x:y['a'", '-', '0'])
      expect(() => of(unit.repeat(Math.floor(LIMITS.pattern / unit.length)))).toThrow(PatternError);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

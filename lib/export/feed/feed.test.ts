import { describe, expect, test } from 'vitest';
import { type FeedValue, MOST_LINES, writeFeed } from './feed';
import { addressesIn, cidrOf, parseNetwork } from './network';

const now = new Date('2026-11-20T00:00:00.000Z');
const LATER = '2026-12-01T00:00:00.000Z';
const head = { organization: 'Example AI', cutoff: '2026-11-19T00:00:00.000Z' };
const value = (text: string, more: Partial<FeedValue> = {}): FeedValue => ({
  value: text,
  confidence: 80,
  until: LATER,
  ...more,
});
const lines = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('a network', () => {
  test.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.7', '203.0.113.7/32'],
    ['2001:DB8::/48', '2001:db8::/48'],
    ['2001:db8::7', '2001:db8::7/128'],
  ])('%s is listed as %s', (text, cidr) => {
    const network = parseNetwork(text);
    expect(network && cidrOf(network)).toBe(cidr);
  });

  test.each([
    '10.1.2.0/24',
    '127.0.0.1',
    '192.168.1.0/24',
    '172.20.0.1',
    '100.64.0.0/10',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0/0',
    '203.0.0.0/8',
    '::1',
    'fe80::1',
    'fd00::/8',
    '::/0',
    '2001::/16',
    '203.0.113.0/33',
    '203.0.113.256',
    '203.0.113.0/24\n198.51.100.1',
    'example.org',
    '',
    '203.0.113.0/24,1,127',
  ])('%j is never listed', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });

  test.each([
    ['203.0.113.4/30', ['203.0.113.4', '203.0.113.5', '203.0.113.6', '203.0.113.7']],
    ['203.0.113.9', ['203.0.113.9']],
    ['203.0.112.0/23', []],
    ['2001:db8::7', ['2001:db8::7']],
    ['2001:db8::/64', []],
  ])('%s holds the addresses %j', (text, addresses) => {
    expect(addressesIn(parseNetwork(text) as never)).toEqual(addresses);
  });
});

describe('a feed', () => {
  const values = [
    value('198.51.100.0/30', { confidence: 50 }),
    value('203.0.113.8'),
    value('203.0.113.8', { confidence: 20 }),
    value('192.0.2.1', { until: '2026-11-19T00:00:00.000Z' }),
    value('10.0.0.1'),
    value('2001:db8::/48', { confidence: 0 }),
  ];

  test.each([
    ['networks', ['203.0.113.8/32', '198.51.100.0/30', '2001:db8::/48']],
    ['addresses', ['203.0.113.8', '198.51.100.0', '198.51.100.1', '198.51.100.2', '198.51.100.3']],
    ['suricata', ['203.0.113.8/32,1,102', '198.51.100.0/30,1,64', '2001:db8::/48,1,1']],
    [
      'suricata-categories',
      ['1,Distillation,Harvests language models through many accounts; confirmed by people'],
    ],
  ] as const)('of %s lists what has not expired, the surest first', (feed, expected) => {
    expect(lines(writeFeed(feed, values, head, now))).toEqual(expected);
  });

  test('says whose it is and as of when, and holds no line that a name brought in', () => {
    const text = writeFeed('networks', values, { organization: 'Evil\n203.0.113.99/32', cutoff: null }, now);
    expect(lines(text)).not.toContain('203.0.113.99/32');
    expect(text).toMatch(/^# Source: Evil 203.0.113.99\/32\n# As of: nothing is listed yet\n# Lines: 3$/m);
    expect(writeFeed('networks', values, head, now)).toContain('# As of: 2026-11-19T00:00:00.000Z');
  });

  test('is bounded, and says so', () => {
    const many = Array.from({ length: 500 }, (_, i) => value(`203.${i >> 8}.${i & 255}.0/24`));
    const text = writeFeed('addresses', many, head, now);
    expect(lines(text)).toHaveLength(MOST_LINES);
    expect(text).toContain(`# Lines: ${MOST_LINES}, the surest of more`);
  });
});

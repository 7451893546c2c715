import { describe, expect, test } from 'vitest';
import type { CampaignLink, LinksPicture } from '@/lib/model/console/links';
import { foldedGroup, grouped, linksFinding, rarity } from './words';

const link = (kind: string, accounts: number, more: Partial<CampaignLink> = {}): CampaignLink => ({
  position: 0,
  kind,
  value: 'v',
  label: 'v',
  filter: `${kind}:v`,
  accounts,
  outside: 0,
  log_odds: 4,
  hub: false,
  ...more,
});
const picture = (links: CampaignLink[]): LinksPicture => ({
  stale: false,
  members: 100,
  outside: 2_000,
  links,
  graph: { groups: [], ties: [], left_out: { groups: 0, accounts: 0, ties: 0 } },
});

describe('a heading with many values', () => {
  const cards = (n: number) =>
    Array.from({ length: n }, (_, position) => link('payment_fingerprint', 4, { position }));
  test.each([
    [8, [], 8, 0],
    [9, [], 6, 3],
    [30, [2, 20], 7, 23],
  ])('%i values, chosen %j: %i stand, %i wait', (n, chosen, shown, more) => {
    const folded = foldedGroup(cards(n), chosen);
    expect([folded.shown.length, folded.more]).toEqual([shown, more]);
    expect(folded.shown.map(({ position }) => position)).toEqual(expect.arrayContaining([...chosen]));
  });
});

describe('links in words', () => {
  test.each([
    [[], 'Its accounts share no value that others do not share as well'],
    [[link('asn', 90, { hub: true })], 'Its accounts share no value that others do not share as well'],
    [
      [link('payment_fingerprint', 40), link('payment_fingerprint', 30)],
      'Two cards pay for several accounts, one for 40 of 100',
    ],
    [[link('tool_schema', 88, { outside: 3 })], '88 accounts of 100 share one tool schema'],
    [
      [link('parameter_vector', 100), link('payment_fingerprint', 9)],
      'All 100 accounts share one parameter vector that nobody else shows',
    ],
  ])('%#', (links, words) => {
    expect(linksFinding(picture(links))).toBe(words);
  });

  test('how rare a value is among others', () => {
    expect(rarity(link('asn', 3, { outside: 10 }), { outside: 2_100 })).toBe('1 in 210');
    expect(rarity(link('asn', 3), { outside: 2_100 })).toBe('none of 2,100');
    expect(rarity(link('asn', 3), { outside: 0 })).toBe('no others');
  });

  test('values stand under headings, unknown kinds last', () => {
    expect(
      grouped([link('something', 2), link('asn', 2), link('payment_bin', 2)]).map(({ label }) => label),
    ).toEqual(['Payment', 'Network', 'Other']);
  });
});

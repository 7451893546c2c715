import { describe, expect, test } from 'vitest';
import { base32, changedEvidence, changedMembership, type Known, trackCampaigns } from './track';

const accounts = (from: number, to: number) =>
  new Set(Array.from({ length: to - from }, (_, i) => BigInt(from + i)));
const none = new Set<string>();
const known = (id: string, members: Set<bigint>, more: Partial<Known> = {}): Known => ({
  id,
  accounts: members,
  scaffolds: none,
  current: true,
  mergedInto: null,
  ...more,
});
const group = (members: Set<bigint>, ...scaffolds: string[]) => ({
  founder: [...members][0] ?? 0n,
  accounts: members,
  scaffolds: new Set(scaffolds),
});

describe('trackCampaigns', () => {
  test('a new group gets an id from its founder, the same in any database', () => {
    const found = [{ founder: 7n, accounts: accounts(0, 10), scaffolds: none }];
    const [first] = trackCampaigns(found, []);
    expect(first).toEqual({
      id: expect.stringMatching(/^cmp_[0-9a-z]{10}$/),
      before: null,
      merged: [],
      splitFrom: null,
    });
    expect(trackCampaigns(found, [])[0]?.id).toBe(first?.id);
  });

  test.each([
    ['the same accounts', accounts(0, 10), true],
    ['grown to three times its size', accounts(0, 30), true],
    ['half of it banned and replaced', accounts(5, 15), true],
    ['other accounts', accounts(20, 30), false],
  ])('%s', (_, members, kept) => {
    const old = known('cmp_old', accounts(0, 10));
    expect(trackCampaigns([group(members)], [old])[0]?.before).toBe(kept ? old : null);
  });

  test('two campaigns on one pool keep their ids by what they send', () => {
    const a = known('cmp_a', accounts(0, 10), { scaffolds: new Set(['grade']) });
    const b = known('cmp_b', accounts(0, 10), { scaffolds: new Set(['reason']) });
    const found = [group(accounts(0, 10), 'reason'), group(accounts(0, 10), 'grade')];
    expect(trackCampaigns(found, [a, b]).map(({ id }) => id)).toEqual(['cmp_b', 'cmp_a']);
  });

  test('two new groups of one founder get different ids', () => {
    const found = [accounts(0, 5), accounts(0, 9)].map((members) => ({
      founder: 1n,
      accounts: members,
      scaffolds: none,
    }));
    const ids = trackCampaigns(found, []).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  test('when a campaign splits, the larger part keeps the id and the other says where it comes from', () => {
    const old = known('cmp_old', accounts(0, 20));
    const [small, large] = trackCampaigns([group(accounts(0, 6)), group(accounts(6, 20))], [old]);
    expect(large).toMatchObject({ id: 'cmp_old', splitFrom: null });
    expect(small).toMatchObject({ before: null, splitFrom: old });
  });

  test('a second operation on the pool of one that goes on is new, not split from it', () => {
    const old = known('cmp_old', accounts(0, 20), { scaffolds: new Set(['grade']) });
    const found = [group(accounts(0, 20), 'grade'), group(accounts(0, 20), 'reason')];
    expect(trackCampaigns(found, [old])[1]).toMatchObject({ before: null, splitFrom: null });
  });

  test('of two that now act as one, the larger goes on and the other is merged into it', () => {
    const a = known('cmp_a', accounts(0, 20), { scaffolds: new Set(['grade']) });
    const b = known('cmp_b', accounts(20, 30), { scaffolds: new Set(['rank']) });
    const [one] = trackCampaigns([group(accounts(0, 30), 'grade', 'rank')], [a, b]);
    expect(one).toMatchObject({ id: 'cmp_a', merged: [b] });
  });

  test('one that ended on a pool where another goes on is not merged', () => {
    const a = known('cmp_a', accounts(0, 20), { scaffolds: new Set(['grade']) });
    const b = known('cmp_b', accounts(0, 20), { scaffolds: new Set(['reason']) });
    expect(trackCampaigns([group(accounts(0, 20), 'grade')], [a, b])[0]).toMatchObject({
      id: 'cmp_a',
      merged: [],
    });
  });

  test('what was merged takes its id again when it parts, and is not merged twice', () => {
    const a = known('cmp_a', accounts(0, 30));
    const b = known('cmp_b', accounts(20, 30), { current: false, mergedInto: 'cmp_a' });
    expect(trackCampaigns([group(accounts(0, 30))], [a, b])[0]).toMatchObject({ id: 'cmp_a', merged: [] });
    const apart = trackCampaigns([group(accounts(0, 20)), group(accounts(20, 30))], [a, b]);
    expect(apart.map(({ id }) => id)).toEqual(['cmp_a', 'cmp_b']);
  });

  test.each([
    ['that ended, with its scaffolds', false, ['grade', 'rank'], true],
    ['that ended, with other scaffolds', false, ['reason'], false],
    ['that goes on under its own accounts', true, ['grade', 'rank'], false],
  ])('new accounts take up a campaign %s', (_, current, scaffolds, same) => {
    const old = known('cmp_old', accounts(0, 10), { current, scaffolds: new Set(['grade', 'rank']) });
    expect(trackCampaigns([group(accounts(50, 60), ...scaffolds)], [old])[0]?.before).toBe(same ? old : null);
  });
});

const JUDGED = {
  harvest_exchanges: 30,
  reasons: ["Sends 30 exchanges of the group's kind, 91% of its traffic."],
};
test.each([
  ['the same', 30, [], []],
  ['a little more', 90, [], []],
  ['many times more', 300, [], ["Its exchanges of the group's kind rose from 30 to 300."]],
  [
    'a card it shares',
    30,
    ['Pays with a card that 3 other members share.'],
    ['Pays with a card that 3 other members share.'],
  ],
])('an account that was taken out: %s', (_, harvest_exchanges, more, expected) => {
  const own = `Sends ${harvest_exchanges} exchanges of the group's kind, 88% of its traffic.`;
  expect(changedMembership(JUDGED, { harvest_exchanges, reasons: [own, ...more] })).toEqual(expected);
});

test.each([
  ['nothing changed', { 'shared-payment': 3 }, [{ signal: 'shared-payment', log_odds: 3.2 }], []],
  ['a signal is new', {}, [{ signal: 'shared-payment', log_odds: 3 }], ['shared payment is new (+3.0)']],
  ['a signal rose', { ramp: 0.5 }, [{ signal: 'ramp', log_odds: 2 }], ['ramp rose from +0.5 to +2.0']],
  [
    'a counter-argument fell away',
    { event: -2.5 },
    [{ signal: 'event', log_odds: -0.5 }],
    ['event rose from −2.5 to −0.5'],
  ],
  ['a signal is new, but weak', {}, [{ signal: 'ramp', log_odds: 0.6 }], []],
  ['less speaks for it', { ramp: 3 }, [{ signal: 'ramp', log_odds: 1 }], []],
])('%s', (_, judged, now, expected) => {
  expect(changedEvidence(judged, now)).toEqual(expected);
});

test('base32 has ten characters for any key', () => {
  for (const key of [0n, -1n, 123n, -(2n ** 63n)]) expect(base32(key)).toMatch(/^[0-9a-z]{10}$/);
});

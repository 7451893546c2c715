import { describe, expect, test } from 'vitest';
import { base32, changedEvidence, trackCampaigns } from './track';

const accounts = (from: number, to: number) =>
  new Set(Array.from({ length: to - from }, (_, i) => BigInt(from + i)));
const none = new Set<string>();

describe('trackCampaigns', () => {
  test('a new group gets an id from its founder, the same in any database', () => {
    const found = [{ founder: 7n, accounts: accounts(0, 10), scaffolds: none }];
    const [first] = trackCampaigns(found, []);
    expect(first).toEqual({ id: expect.stringMatching(/^cmp_[0-9a-z]{10}$/), before: null });
    expect(trackCampaigns(found, [])[0]?.id).toBe(first?.id);
  });

  test.each([
    ['the same accounts', accounts(0, 10), true],
    ['grown to three times its size', accounts(0, 30), true],
    ['half of it banned and replaced', accounts(5, 15), true],
    ['other accounts', accounts(20, 30), false],
  ])('%s', (_, members, kept) => {
    const known = { id: 'cmp_old', accounts: accounts(0, 10), scaffolds: none };
    expect(trackCampaigns([{ founder: 3n, accounts: members, scaffolds: none }], [known])[0]?.before).toBe(
      kept ? known : null,
    );
  });

  test('two campaigns on one pool keep their ids by what they send', () => {
    const a = { id: 'cmp_a', accounts: accounts(0, 10), scaffolds: new Set(['grade']) };
    const b = { id: 'cmp_b', accounts: accounts(0, 10), scaffolds: new Set(['reason']) };
    const found = [
      { founder: 1n, accounts: accounts(0, 10), scaffolds: new Set(['reason']) },
      { founder: 1n, accounts: accounts(0, 10), scaffolds: new Set(['grade']) },
    ];
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

  test('when a campaign splits, the larger part keeps the id', () => {
    const known = { id: 'cmp_old', accounts: accounts(0, 20), scaffolds: none };
    const found = [accounts(0, 6), accounts(6, 20)].map((members, i) => ({
      founder: BigInt(i),
      accounts: members,
      scaffolds: none,
    }));
    const ids = trackCampaigns(found, [known]).map(({ id }) => id);
    expect(ids[1]).toBe('cmp_old');
    expect(ids[0]).not.toBe('cmp_old');
  });
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

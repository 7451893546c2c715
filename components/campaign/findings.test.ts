import { describe, expect, it } from 'vitest';
import { breakdownFinding, evidenceFinding, lifeFinding, pathwayFinding, pivotFinding } from './findings';

const odds = (...values: number[]) => values.map((log_odds) => ({ log_odds }));

describe('titles of charts', () => {
  it.each([
    [odds(5, 4, -1), 'Two signals speak for it, one against'],
    [odds(5), 'One signal speaks for it, none against'],
    [odds(-1, -2), 'No signals speak for it, two against'],
  ])('count the evidence %#', (evidence, title) => expect(evidenceFinding(evidence)).toBe(title));

  it.each([
    [
      { reasoning_elicitation: 0.46, rubric_grading: 0.25 },
      { reasoning_elicitation: 0.04, rubric_grading: 0.02 },
      'It asks for reasoning 12 times as often as its peers',
    ],
    [
      { trace_extraction: 0.56 },
      { trace_extraction: 0.0001 },
      'It asks for hidden trace over 99 times as often as its peers',
    ],
    [{ trace_extraction: 0.7 }, {}, '70% is hidden trace, which its peers never ask for'],
    [{ coding: 0.5, general: 0.5 }, { coding: 0.45, general: 0.5 }, '50% is coding, much as among its peers'],
    [{}, {}, 'Nothing has been labelled yet'],
  ])('compare the harvest with peers %#', (shares, baseline, title) =>
    expect(breakdownFinding(shares, baseline)).toBe(title),
  );

  const life = {
    first_seen: '2026-10-21T03:12:00.000Z',
    detected_at: '2026-10-23T06:12:00.000Z',
    decided_at: null,
    contained_at: null,
    status: 'suspected' as const,
  };
  const now = Date.parse('2026-11-17T03:12:00Z');
  it.each([
    [{}, 'Seen after 2 d 3 h, not decided after 27 d'],
    [
      { decided_at: '2026-10-27T03:12:00.000Z', status: 'confirmed' as const },
      'Seen after 2 d 3 h, decided after 6 d, still not contained after 27 d',
    ],
    [
      { decided_at: '2026-10-27T03:12:00.000Z', status: 'dismissed' as const },
      'Seen after 2 d 3 h, dismissed after 6 d',
    ],
    [
      {
        decided_at: '2026-10-27T03:12:00.000Z',
        contained_at: '2026-10-28T03:12:00.000Z',
        status: 'contained' as const,
      },
      'Seen after 2 d 3 h, decided after 6 d, contained after 7 d',
    ],
  ])('say how long each step took %#', (change, title) =>
    expect(lifeFinding({ ...life, ...change }, now)).toBe(title),
  );

  it('compare a pivot with others', () => {
    const pivot = {
      model: 'aster-5',
      released_at: '2026-11-16T13:00:00.000Z',
      points: [{ hour: 26, share: 0.5, peers: 0.1, exchanges: 10 }],
      share_in_a_day: 0.48,
      peers_in_a_day: 0.09,
    };
    expect(pivotFinding(pivot)).toBe('48% of its traffic moved to aster-5 in a day; others moved 9%');
    expect(
      pivotFinding({
        ...pivot,
        points: [{ hour: 5, share: 1, peers: null, exchanges: 1 }],
        peers_in_a_day: null,
      }),
    ).toBe('48% of its traffic moved to aster-5 in 6 h; nobody else to compare with');
  });

  it('say where they enter and what changed', () => {
    const row = (pathway: string, accounts: number, before: number, since: number) => ({
      pathway,
      accounts,
      active: 0,
      per_day: 0,
      before,
      since,
    });
    expect(
      pathwayFinding({
        pathways: [row('api', 70, 0.8, 0.6), row('cloud', 30, 0.15, 0.3)],
        divide: { at: '2026-11-16T02:00:00.000Z', what: 'the ban' },
      }),
    ).toBe('70% enter by API; cloud went from 15% to 30% after the ban');
    expect(pathwayFinding({ pathways: [row('api', 70, 1, 1)], divide: null })).toBe('All enter by API');
  });
});

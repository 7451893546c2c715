import { describe, expect, test } from 'vitest';
import type { RhythmPicture } from '@/lib/model/console/rhythm';
import { rhythmFinding, stands, turnWords } from './finding';

const picture = (measures: RhythmPicture['measures']): RhythmPicture =>
  ({
    lines: 90,
    measures,
    released: 0,
    models: [{ name: 'aster-5', released_at: null }],
    waves: [],
    pools: [{ accounts: 90 }],
    strip: { step_seconds: 7_200, pools: [[3, 4]] },
  }) as unknown as RhythmPicture;

describe('what a rhythm shows, in words', () => {
  test.each([
    [[], '90 accounts, too few sessions yet to compare with unrelated ones'],
    [
      [{ name: 'even_shares', value: 5, low: 1, high: 9 }],
      'In time, these 90 accounts look no more alike than unrelated ones',
    ],
    [[{ name: 'even_shares', value: 0.1, low: 1, high: 9 }], '90 accounts share the work out evenly'],
    [
      [
        { name: 'turn_taking', value: 0.1, low: 1, high: 9 },
        { name: 'common_clock', value: 0.4, low: 0, high: 0.02 },
        { name: 'release_pivot', value: 0.48, low: 0.02, high: 0.1 },
      ],
      '90 accounts take turns, fall silent together 40% of the time and sent 48% to aster-5 within a day of its release',
    ],
  ] as [RhythmPicture['measures'], string][])('%#', (measures, words) => {
    expect(rhythmFinding(picture(measures))).toBe(words);
  });

  test('who came after a ban, to the step in which they began', () => {
    const banned: RhythmPicture = {
      ...picture([{ name: 'turn_taking', value: 0.1, low: 1, high: 9 }]),
      since: '2026-11-01T00:00:00Z',
      waves: [{ at: '2026-11-01T01:30:00Z', accounts: 40 }],
      pools: [{ accounts: 50 }, { accounts: 40 }],
      strip: {
        step_seconds: 7_200,
        pools: [
          [5, 1, 1],
          [0, 0, 4],
        ],
      },
    };
    expect(rhythmFinding(banned)).toBe(
      '90 accounts take turns; after 40 bans another 40 took over within 5 h',
    );
  });

  test('a figure stands out on the side that speaks for one hand only', () => {
    expect(stands({ name: 'even_shares', value: 20, low: 1, high: 9 })).toBe(false);
    expect(stands({ name: 'handover', value: 0.9, low: 0, high: 0.06 })).toBe(true);
  });

  test('turns in words', () => {
    expect(turnWords(12_360, 240)).toBe('a turn every 3 h 26 min ± 4 min');
    expect(turnWords(null, null)).toBeNull();
  });
});

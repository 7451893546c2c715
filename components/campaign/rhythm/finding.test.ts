import { describe, expect, test } from 'vitest';
import type { RhythmPicture } from '@/lib/model/console/rhythm';
import { rhythmFinding, stands, turnWords } from './finding';

const picture = (measures: RhythmPicture['measures']): RhythmPicture =>
  ({
    lines: 90,
    measures,
    released: 0,
    models: [{ name: 'aster-5', released_at: null }],
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

  test('a figure stands out on the side that speaks for one hand only', () => {
    expect(stands({ name: 'even_shares', value: 20, low: 1, high: 9 })).toBe(false);
    expect(stands({ name: 'handover', value: 0.9, low: 0, high: 0.06 })).toBe(true);
  });

  test('turns in words', () => {
    expect(turnWords(12_360, 240)).toBe('a turn every 3 h 26 min ± 4 min');
    expect(turnWords(null, null)).toBeNull();
  });
});

import { DAY, SINCE, UNTIL } from '@/lib/detect/fixture';
import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const random = seeded(21);
const alive = { facts: { first: SINCE + DAY, last: UNTIL - DAY } };

export const cases: Fixture[] = [
  {
    name: 'accounts in use for a month that all send it within a day',
    scene: () =>
      operation((i) => ({ ...alive, starts: [0, 1, 2].map((n) => 1_000_000 + i * 1_500 + n * 3_600) })),
    expect: { least: 1, most: 1.5, says: /Half of 30 accounts began .* within \d+ hours/ },
  },
  {
    name: 'accounts that each take it up at a time of their own',
    scene: () =>
      operation(() => {
        const at = 100_000 + Math.floor(random() * 2_000_000);
        return { ...alive, starts: [at, at + 3_600, at + 9_000] };
      }),
    expect: null,
  },
  {
    name: 'accounts made in one day that are used for nothing else',
    scene: () =>
      operation((i) => {
        const at = 1_000_000 + i * 1_500;
        return {
          facts: { first: SINCE + at * 1000, last: SINCE + (at + 9_000) * 1000 },
          starts: [at, at + 9_000],
        };
      }),
    expect: null,
  },
];

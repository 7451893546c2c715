import { DAY, UNTIL } from '@/lib/detect/fixture';
import type { Release } from '@/lib/detect/snapshot';
import { type Fixture, operation } from './fixtures';

const release = (members: number, others: number): Release => ({
  model: 'aster-5',
  at: UNTIL - 3 * DAY,
  byAccount: new Map(
    Array.from({ length: 230 }, (_, i) => [i, { moved: i < 30 ? members : others, all: 10 }]),
  ),
});

export const cases: Fixture[] = [
  {
    name: 'half moves while peers stay',
    scene: () => operation(undefined, { releases: [release(5, 0)] }),
    expect: { least: 1.5, most: 2, says: /release of aster-5, 50% of/ },
  },
  {
    name: 'moves as everybody does',
    scene: () => operation(undefined, { releases: [release(5, 5)] }),
    expect: null,
  },
];

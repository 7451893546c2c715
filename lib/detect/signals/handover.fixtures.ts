import type { Rhythm } from '@/lib/detect/snapshot';
import { type Fixture, operation } from './fixtures';

const within = (handovers: NonNullable<Rhythm['handovers']>) => {
  const scene = operation();
  return { ...scene, rhythm: { ...scene.rhythm, handovers } };
};
const moments = (count: number, before: number, after: number) =>
  Array.from({ length: count }, () => ({ before, after }));

export const cases: Fixture[] = [
  {
    name: 'a relay that retries the next account',
    scene: () => within({ limits: [...moments(30, 1, 3), ...moments(3, 2, 1)], bans: [] }),
    expect: { least: 2.5, most: 3, says: /within 15 seconds in 30 of 33 cases, from 36 to 93/ },
  },
  {
    name: 'limits while everybody is busy: as much before as after',
    scene: () =>
      within({ limits: [...moments(20, 5, 6), ...moments(20, 6, 5), ...moments(10, 5, 5)], bans: [] }),
    expect: null,
  },
  {
    name: 'five lucky moments',
    scene: () => within({ limits: moments(5, 0, 1), bans: [] }),
    expect: null,
  },
  {
    name: 'bans after which the rest of the pool does more',
    scene: () => within({ limits: [], bans: moments(12, 10, 25) }),
    expect: { least: 2.5, most: 3, says: /banned or suspended.*within 30 minutes in 12 of 12/ },
  },
  { name: 'nothing known of limits', scene: () => operation(), expect: null },
];

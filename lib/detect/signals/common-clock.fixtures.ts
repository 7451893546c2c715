import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const shifts = Array.from({ length: 20 }, (_, day) => day * 86_400 + ((day * 5_077) % 60_000));
const random = seeded(3);

export const cases: Fixture[] = [
  {
    name: 'all work in the same hour of each day, another hour every day',
    scene: () => operation((i) => ({ starts: shifts.map((at) => at + i * 100) })),
    expect: { least: 1.5, most: 3, says: /start together: .* times as many pairs of the 30 accounts/ },
  },
  {
    name: 'each at times of its own',
    scene: () =>
      operation(() => ({
        starts: Array.from({ length: 20 }, () => Math.floor(random() * 2_500_000)).sort((a, b) => a - b),
      })),
    expect: null,
  },
];

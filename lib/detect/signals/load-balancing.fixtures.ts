import { strangers } from '@/lib/detect/fixture';
import { seeded } from '@/lib/detect/statistics';
import { type Fixture, operation } from './fixtures';

const others = strangers(200, (i) => ({ facts: { sessions: 3 + ((i * i) % 150) } }));
const people = seeded(7);

export const cases: Fixture[] = [
  {
    name: 'dealt out in turn',
    scene: () =>
      operation((i) => ({ starts: Array.from({ length: 20 }, (_, k) => (k * 30 + i) * 3600) }), {}, others),
    expect: { least: 3, most: 5, says: /rested longest/ },
  },
  {
    name: 'people who decide for themselves',
    scene: () =>
      operation(
        (i) => ({
          starts: Array.from({ length: 3 + ((i * i * 5) % 120) }, () =>
            Math.floor(people() * 2_500_000),
          ).sort((a, b) => a - b),
        }),
        {},
        others,
      ),
    expect: { least: -1, most: -0.5, says: /as unrelated customers would/ },
  },
];

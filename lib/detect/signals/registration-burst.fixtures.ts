import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const random = seeded(5);

export const cases: Fixture[] = [
  {
    name: 'five sign-ups in each of six half hours',
    scene: () => operation((i) => ({ created: 25 + Math.floor(i / 5) + (i % 5) / 400 })),
    expect: { least: 1.5, most: 3, says: /registered within half an hour/ },
  },
  {
    name: 'all in little more than a day, each when it suited',
    scene: () => operation(() => ({ created: 25 + 1.2 * random() })),
    expect: { least: 0.2, most: 1.1, says: /registered within half an hour/ },
  },
  {
    name: 'a small cohort whose sign-ups lie near each other by luck',
    scene: () => operation((i) => ({ created: i < 12 ? 25 + 0.4 * random() : 30 + i * 9.3 })),
    expect: { least: 0.2, most: 1.3, says: /registered within half an hour/ },
  },
  { name: 'one every nine days', scene: () => operation(), expect: null },
];

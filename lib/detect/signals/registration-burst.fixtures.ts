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
  {
    name: 'one every five hours or so, day and night',
    scene: () => operation((i) => ({ created: 25 - (i + 0.2 * (i % 3)) / 5 })),
    expect: { least: 2, most: 3, says: /at even intervals, one every 6 hours in the middle, over 6 days/ },
  },
  {
    name: 'as many over the same days, when it suited them',
    scene: () => {
      const later = seeded(8);
      return operation(() => ({ created: 25 - 6 * later() }));
    },
    expect: { least: 0, most: 1 },
  },
  {
    name: 'one every minute, from a list, in one sitting',
    scene: () => operation((i) => ({ created: 25 - i / 1_440 })),
    expect: { least: 0.5, most: 3, says: /registered within half an hour/ },
  },
  { name: 'one every nine days', scene: () => operation(), expect: null },
];

import type { Scene } from '@/lib/detect/group';
import type { Usage } from '@/lib/detect/snapshot';
import { seeded } from '@/lib/model/random';
import { type Fixture, operation } from './fixtures';

const HOUR = 3600;

/** Thirty accounts with a session on most days, at hours of the given breadth around the account's own noon. */
function working(breadth: number, others: number, organization: string | null = null): Scene {
  const random = seeded(8);
  const scene = operation((i) => ({
    facts: { organization: organization && `${organization} ${i}` },
    starts: Array.from({ length: 20 }, (_, day) =>
      Math.round((day * 24 + 12 + (i % 24) + (random() - 0.5) * breadth) * HOUR),
    ),
  }));
  const usage = new Map<number, Usage>(
    scene.others.map((account, i) => [
      account,
      { ...USAGE, hoursKept: others + 0.3 * ((i % 10) / 10 - 0.5) },
    ]),
  );
  return { ...scene, rhythm: { ...scene.rhythm, usage } };
}

const USAGE: Usage = {
  hours: 40,
  busiestHour: 5,
  firstDay: 5,
  rpmLimit: null,
  asked: [],
  answered: [],
  hoursPairs: 300,
};

export const cases: Fixture[] = [
  {
    name: 'work at all hours, where others keep theirs',
    scene: () => working(24, 0.3),
    expect: { least: 0.7, most: 0.95, says: /do not rest/ },
  },
  { name: 'jobs of firms that each say who they are', scene: () => working(24, 0.3, 'Mill'), expect: null },
  { name: 'the same where nobody keeps hours', scene: () => working(24, 0), expect: null },
  { name: 'work in working hours', scene: () => working(9, 0.3), expect: null },
  { name: 'use of the others not known', scene: () => operation(), expect: null },
];

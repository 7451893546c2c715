import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const four = ['a', 'b', 'c', 'd'];

export const cases: Fixture[] = [
  {
    name: 'every account works through all four scaffolds',
    scene: () =>
      sceneFor(
        [
          ...many(20, 'member', () => ({ sends: four.map((family) => ({ family, n: 5 })) })),
          ...strangers(100),
        ],
        'member',
        { families: four },
      ),
    expect: { least: 1.5, most: 2.5, says: /20 of 20 accounts each use 2 or more of the same 4 prompts/ },
  },
  {
    name: 'each account has one of four public templates',
    scene: () =>
      sceneFor(
        [...many(20, 'member', (i) => ({ sends: [{ family: four[i % 4], n: 20 }] })), ...strangers(100)],
        'member',
        { families: four },
      ),
    expect: null,
  },
  { name: 'two scaffolds only', scene: () => operation(), expect: null },
];

import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import type { Fixture } from './fixtures';

const members = (param: string) => many(20, 'member', () => ({ sends: [{ family: 'grade', param, n: 20 }] }));

export const cases: Fixture[] = [
  {
    name: 'parameters that nobody else uses',
    scene: () =>
      sceneFor(
        [
          ...members('temperature=0.83'),
          ...strangers(100, () => ({ sends: [{ param: 'temperature=1', n: 9 }] })),
        ],
        'member',
        { families: ['grade'] },
      ),
    expect: { least: 2.5, most: 3, says: /exactly the same parameters/ },
  },
  {
    name: 'parameters that everybody uses',
    scene: () =>
      sceneFor(
        [
          ...members('temperature=1'),
          ...strangers(100, () => ({ sends: [{ param: 'temperature=1', n: 9 }] })),
        ],
        'member',
        { families: ['grade'] },
      ),
    expect: null,
  },
];

import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, viralPrompt } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'thirty thousand graded answers',
    scene: () =>
      sceneFor(
        [
          ...many(100, 'member', () => ({
            sends: [{ family: 'grade', capability: 'rubric_grading' as const, n: 300 }],
          })),
          ...strangers(100),
        ],
        'member',
        { families: ['grade'] },
      ),
    expect: { least: 2, most: 3, says: /30,000 exchanges from .* carry new contents/ },
  },
  { name: 'sixty uses of a viral prompt', scene: () => viralPrompt(), expect: null },
];

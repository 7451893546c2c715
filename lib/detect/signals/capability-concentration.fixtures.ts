import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'grades and reasoning only',
    scene: () => operation(),
    expect: { least: 3, most: 4, says: /graded answers/ },
  },
  {
    name: 'what everybody asks for',
    scene: () =>
      sceneFor(
        [...many(20, 'member', () => ({ sends: [{ family: 'blog', n: 30 }] })), ...strangers(100)],
        'member',
        { families: ['blog'] },
      ),
    expect: null,
  },
];

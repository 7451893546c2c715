import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'a coding client with its prompt and tools',
    scene: () =>
      sceneFor(
        [
          ...many(20, 'member', () => ({ sends: [{ system: 'client', tool: 'edit, shell', n: 40 }] })),
          ...strangers(100),
        ],
        'member',
        { systems: ['client'], tools: ['edit, shell'] },
      ),
    expect: { least: -3, most: -2.5, says: /one client/ },
  },
  {
    name: 'an operation that rotates its system prompts',
    scene: () =>
      sceneFor(
        [
          ...many(20, 'member', () => ({
            sends: ['a', 'b', 'c'].map((system) => ({ system, tool: 'edit', n: 10 })),
          })),
          ...strangers(100),
        ],
        'member',
        { systems: ['a', 'b', 'c'], tools: ['edit'] },
      ),
    expect: null,
  },
  { name: 'scaffolds without tools', scene: () => operation(), expect: null },
];

import { many, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation, viralPrompt } from './fixtures';

export const cases: Fixture[] = [
  { name: 'accounts that do nothing else', scene: () => operation(), expect: { least: 0.5, most: 1 } },
  {
    name: 'a prompt among many others',
    scene: () => viralPrompt(),
    expect: { least: -1.5, most: -0.8, says: /other traffic/ },
  },
  {
    name: 'accounts of a pool that carry another harvest as well',
    scene: () => ({ ...viralPrompt(), pooled: 0.9 }),
    expect: null,
  },
  {
    name: 'a client that carries everything its users send',
    scene: () =>
      sceneFor(
        [
          ...many(20, 'member', () => ({ sends: [{ system: 'client', tool: 'edit, shell', n: 40 }] })),
          ...strangers(100, (i) =>
            i < 10 ? { sends: [{ system: 'client', tool: 'edit, shell', n: 40 }] } : {},
          ),
        ],
        'member',
        { systems: ['client'], tools: ['edit, shell'] },
      ),
    expect: { least: -1.5, most: -1, says: /through one client/ },
  },
  {
    name: 'a container that nobody else runs',
    scene: () =>
      sceneFor(
        [
          ...many(20, 'member', () => ({ sends: [{ system: 'client', tool: 'edit, shell', n: 40 }] })),
          ...strangers(100),
        ],
        'member',
        { systems: ['client'], tools: ['edit, shell'] },
      ),
    expect: { least: 0.5, most: 1, says: /little else/ },
  },
];

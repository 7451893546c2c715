import { type Fixture, operation, viralPrompt } from './fixtures';

export const cases: Fixture[] = [
  { name: 'a viral prompt', scene: () => viralPrompt(), expect: { least: -3, most: -2, says: /only/ } },
  {
    name: 'forty exchanges over weeks',
    scene: () => operation((i) => ({ starts: Array.from({ length: 20 }, (_, k) => k * 90_000 + i) })),
    expect: null,
  },
];

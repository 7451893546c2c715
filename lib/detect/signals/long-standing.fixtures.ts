import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'made over two years',
    scene: () => operation((i) => ({ created: 40 + i * 20 })),
    expect: { least: -1, most: -0.3 },
  },
  { name: 'made this month', scene: () => operation((i) => ({ created: 5 + i / 2 })), expect: null },
];

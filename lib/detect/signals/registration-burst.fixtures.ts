import { type Fixture, operation } from './fixtures';

export const cases: Fixture[] = [
  {
    name: 'five sign-ups in each of six half hours',
    scene: () => operation((i) => ({ created: 25 + Math.floor(i / 5) + (i % 5) / 400 })),
    expect: { least: 1.5, most: 3, says: /registered within half an hour/ },
  },
  { name: 'one every nine days', scene: () => operation(), expect: null },
];

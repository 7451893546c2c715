import { type Fixture, operation } from './fixtures';

const asks = (n: number, family = 'grade') => ({ family, capability: 'trace_extraction', n }) as const;

export const cases: Fixture[] = [
  {
    name: 'accounts that ask for hidden reasoning four times and nothing else',
    scene: () => operation(() => ({ sends: [asks(4)] })),
    expect: { least: 1.5, most: 2, says: /^30 of 30 accounts are used for little else/ },
  },
  {
    name: 'a third of them, among others that grade',
    scene: () => operation((i) => (i % 3 === 0 ? { sends: [asks(4), asks(3, 'reason')] } : {})),
    expect: { least: 0.6, most: 1.5, says: /^10 of 30/ },
  },
  {
    name: 'people who try it between other things',
    scene: () => operation(() => ({ sends: [asks(4), { n: 20 }] })),
    expect: null,
  },
  { name: 'accounts that grade and reason', scene: () => operation(), expect: null },
];

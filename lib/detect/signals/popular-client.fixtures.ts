import { many, type Spec, sceneFor, strangers } from '@/lib/detect/fixture';
import { type Fixture, operation } from './fixtures';

const sends = (i: number, missing = 0) => [
  {
    ...(i % 10 < missing ? {} : { system: 'client' }),
    ...((i + 5) % 10 < missing ? {} : { tool: 'edit, shell' }),
    param: 'client',
    n: 40,
  },
];

/** Users of one client, `outside` of them in no group. */
const users = (
  count: number,
  outside: number,
  missing: number,
  extra: (i: number) => Partial<Spec> = () => ({}),
) =>
  sceneFor(
    [
      ...many(count, 'member', (i) => ({ sends: sends(i, missing), ...extra(i) })),
      ...strangers(200, (i) => (i < outside ? { sends: sends(i, missing) } : {})),
    ],
    'member',
    { systems: ['client'], tools: ['edit, shell'] },
  );
const customer = (i: number): Partial<Spec> => ({
  created: 20 + i * 11,
  facts: { paymentKind: 'credit' },
  shared: { payment_fingerprint: `card-${i}` },
});
const ring = (i: number): Partial<Spec> => ({
  created: 20 + i * 11,
  facts: { paymentKind: 'credit' },
  shared: { payment_fingerprint: `card-${i % 3}` },
});

export const cases: Fixture[] = [
  {
    name: 'a coding client that others use as well',
    scene: () => users(20, 15, 0),
    expect: { least: -3, most: -2.5, says: /one client.*15 unrelated accounts use it/ },
  },
  {
    name: 'most users of a popular client in one group, with two fields of five missing',
    scene: () => users(182, 43, 4),
    expect: { least: -3, most: -2.5, says: /43 unrelated accounts use it/ },
  },
  {
    name: 'all users of a client, who have nothing else in common',
    scene: () => users(40, 0, 0, customer),
    expect: { least: -3, most: -2.5, says: /no card, address or time of registration in common/ },
  },
  {
    name: 'a container of one operation on three cards',
    scene: () => users(14, 0, 0, ring),
    expect: null,
  },
  {
    name: 'a container of one operation of which two accounts were overlooked',
    scene: () => users(14, 2, 0, ring),
    expect: { least: -1.3, most: -0.5 },
  },
  {
    name: 'an operation that rotates its system prompts',
    scene: () =>
      sceneFor(
        [
          ...many(20, 'member', () => ({
            sends: ['a', 'b', 'c'].map((system) => ({ system, tool: 'edit', n: 10 })),
          })),
          ...strangers(100, (i) => (i < 20 ? { sends: [{ tool: 'edit', n: 10 }] } : {})),
        ],
        'member',
        { systems: ['a', 'b', 'c'], tools: ['edit'] },
      ),
    expect: null,
  },
  {
    name: 'accounts that all send through a popular client what its other users do not',
    scene: () =>
      sceneFor(
        [
          ...many(30, 'member', () => ({
            sends: [
              { ...sends(0)[0], family: 'grade', n: 30 },
              { ...sends(0)[0], n: 10 },
            ],
          })),
          ...strangers(200, (i) => (i < 60 ? { sends: sends(i) } : {})),
        ],
        'member',
        { families: ['grade'], systems: ['client'], tools: ['edit, shell'] },
      ),
    expect: null,
  },
  {
    name: 'the same where its other users send it, too',
    scene: () =>
      sceneFor(
        [
          ...many(30, 'member', () => ({ sends: [{ ...sends(0)[0], family: 'grade', n: 40 }] })),
          ...strangers(200, (i) => (i < 60 ? { sends: [{ ...sends(0)[0], family: 'grade', n: 4 }] } : {})),
        ],
        'member',
        { families: ['grade'], systems: ['client'], tools: ['edit, shell'] },
      ),
    expect: { least: -3, most: -2.5 },
  },
  { name: 'scaffolds without tools', scene: () => operation(), expect: null },
];

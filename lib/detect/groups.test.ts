import { describe, expect, test } from 'vitest';
import { many, type Spec, strangers, worldOf } from './fixture';
import type { Group } from './group';
import { groupsOf, partsOf } from './groups';
import { pairRate } from './links';

/** The members of every group, as the prefixes of their ids with counts, largest group first. */
function found(specs: readonly Spec[]): Record<string, number>[] {
  const world = worldOf(specs);
  return groupsOf(world)
    .map(({ members }) => {
      const counts: Record<string, number> = {};
      for (const { account } of members) {
        const prefix = world.accounts[account]?.id.split('-')[0] as string;
        counts[prefix] = (counts[prefix] ?? 0) + 1;
      }
      return counts;
    })
    .sort(
      (a, b) => Object.values(b).reduce((x, y) => x + y, 0) - Object.values(a).reduce((x, y) => x + y, 0),
    );
}

/** People who ask about forty popular things, a few each. */
const people = strangers(300, (i) => ({
  sends: Array.from({ length: 3 + (i % 4) }, (_, k) => ({
    family: `popular ${(i * 7 + k * 11) % 40}`,
    n: 1 + (k % 2),
  })),
}));

const uses = (...families: string[]) => families.map((family) => ({ family, n: 12 }));

describe('groupsOf', () => {
  test('finds an operation whole by its scaffolds alone, without anybody else', () => {
    const operation = many(30, 'pool', () => ({ sends: uses('grade', 'reason', 'clean') }));
    expect(found([...operation, ...people])).toContainEqual({ pool: 30 });
  });

  test('leaves out who tried one of the scaffolds once', () => {
    const operation = many(30, 'pool', () => ({ sends: uses('grade', 'reason') }));
    const curious = many(10, 'curious', () => ({ sends: [{ family: 'grade', n: 1 }, { n: 30 }] }));
    expect(found([...operation, ...curious, ...people])).toContainEqual({ pool: 30 });
  });

  test('finds whom a public client hides by what its other users do not send through it', () => {
    const client = { system: 'client', tool: 'edit, shell' };
    const users = many(90, 'user', (i) => ({
      sends: [
        { ...client, n: 20 + (i % 30) },
        { ...client, family: `popular ${i % 40}`, n: 2 },
      ],
    }));
    const hidden = many(30, 'hidden', () => ({
      sends: [...uses('grade', 'reason', 'clean').map((use) => ({ ...use, ...client })), { ...client, n: 4 }],
    }));
    const groups = found([...users, ...hidden, ...people]);
    expect(groups).toContainEqual({ hidden: 30 });
    expect(groups.filter((counts) => 'hidden' in counts)).toHaveLength(2);
  });

  test('leaves to a company of four what it sends all day', () => {
    const company = many(4, 'company', (i) => ({
      sends: [
        { family: 'product', n: 400 },
        { family: 'popular 1', n: 2 },
        { family: `popular ${2 + (i % 2)}`, n: 2 },
      ],
    }));
    const fans = many(40, 'fan', () => ({
      sends: [
        { family: 'popular 1', n: 3 },
        { family: 'popular 2', n: 3 },
        { family: 'popular 3', n: 3 },
      ],
    }));
    const world = worldOf([...company, ...fans, ...strangers(300)]);
    const product = world.families.findIndex(({ exchanges }) => exchanges === 1_600);
    for (const { members, harvest } of groupsOf(world))
      if (members.length > 4) expect(harvest.families.has(product)).toBe(false);
  });

  test('keeps two operations apart that have a scaffold in common', () => {
    const one = many(40, 'one', () => ({
      sends: uses('common', 'grade', 'reason').map((use) => ({ ...use, param: 't=0.3' })),
    }));
    const two = many(25, 'two', () => ({
      sends: uses('common', 'clean', 'write').map((use) => ({ ...use, param: 't=0.9' })),
      created: null,
    }));
    const groups = found([...one, ...two, ...people]);
    expect(groups).toContainEqual({ one: 40 });
    expect(groups).toContainEqual({ two: 25 });
  });

  test('keeps two customers of one pool apart, and lists an account that serves both in both', () => {
    const a = [
      { family: 'trace', param: 't=1', n: 8 },
      { family: 'rewrite', param: 't=1', n: 8 },
    ];
    const b = [
      { family: 'grade', param: 't=0', n: 8 },
      { family: 'rank', param: 't=0', n: 8 },
    ];
    const pool = many(90, 'pool', (i) => ({
      sends: [...(i % 3 !== 0 ? a : []), ...(i % 3 !== 1 ? b : []), { n: 60 }],
    }));
    const groups = found([...pool, ...people]);
    expect(groups.filter(({ pool: members }) => members === 60)).toHaveLength(2);
  });

  test('finds accounts that share cards when they send something alike', () => {
    const ring = many(12, 'ring', () => ({
      sends: [{ family: 'odd', n: 9 }, { n: 4 }],
      shared: { payment_fingerprint: 'one card' },
    }));
    expect(found([...ring, ...people])).toContainEqual({ ring: 12 });
  });

  test('gives the same groups whatever the run', () => {
    const specs = [...many(30, 'pool', () => ({ sends: uses('grade', 'reason') })), ...people];
    expect(found(specs)).toEqual(found(specs));
  });

  test('has nothing for a world without accounts', () => {
    expect(found([])).toEqual([]);
  });
});

test.each([
  ['the most common value does not count against itself', [300], 1000, 2 / (1000 * 999)],
  ['couples with one card', [2, 2, 2], 100, 6 / (100 * 99)],
  ['a value that everybody shares says little', [500, 500], 1000, 0.05],
  ['nobody there', [], 1, 0.05],
])('pairRate: %s', (_, sizes, holders, expected) => {
  expect(pairRate(sizes, holders)).toBeCloseTo(expected, 6);
});

describe('partsOf', () => {
  const world = worldOf(
    many(20, 'pool', () => ({
      sends: [
        { family: 'grade', param: 't=0', n: 12 },
        { family: 'clean', param: 't=0', n: 6 },
        { family: 'reason', param: 't=1', n: 6 },
      ],
    })),
  );
  /** The accounts from one to another as a group with these families. */
  const group = (from: number, to: number, families: number[], harvest: number): Group => ({
    name: `${from}`,
    origin: 'content',
    members: Array.from({ length: to - from }, (_, i) => ({ account: from + i, membership: 0.9, harvest })),
    harvest: {
      families: new Set(families),
      systems: new Set(),
      tools: new Set(),
      capabilities: new Set(),
    },
  });
  const whole = group(0, 14, [0, 1], 18);

  test.each([
    ['its accounts by the same program', group(2, 8, [1], 6), true],
    ['its accounts by another program', group(2, 10, [2], 6), false],
    ['its accounts by another program, hardly ever', group(2, 6, [2], 6), true],
    ['mostly other accounts', group(10, 20, [1], 6), false],
    ['more than the whole', group(0, 14, [0, 1], 30), false],
  ])('%s', (_, part, expected) => {
    expect(partsOf(world, whole)(part)).toBe(expected);
  });
});

test.each([
  ['a verified firm that sends the same is judged by itself', 'organization', 5, null, [5, 12]],
  ['a firm that nobody verified may be a name only', 'email', 5, null, [17]],
  ['one account of a firm is no customer to tell apart', 'organization', 1, null, [13]],
  ['of a group that is mostly one firm, the others may be its own', 'organization', 20, null, [32]],
  ['unless they are known to be somebody else', 'organization', 20, 'else.example', [12, 20]],
])('groupsOf: %s', (_, verified, firm, emailDomain, expected) => {
  const sends = (i: number) => ['a', 'b', 'c'].map((family, at) => ({ family, n: 8 + ((i + at) % 5) }));
  const world = worldOf([
    ...many(12, 'hidden', (i) => ({ sends: sends(i), facts: { emailDomain } })),
    ...many(firm, 'firm', (i) => ({ sends: sends(i), facts: { organization: 'Safe Hands', verified } })),
    ...strangers(300),
  ]);
  expect(
    groupsOf(world)
      .map(({ members }) => members.length)
      .sort((a, b) => a - b),
  ).toEqual(expected);
});

test('groupsOf: several verified firms that send the same are told apart, the largest of them too where it is most of the rest', () => {
  const sends = (i: number) => ['a', 'b', 'c'].map((family, at) => ({ family, n: 8 + ((i + at) % 5) }));
  const firm = (name: string, size: number) =>
    many(size, name, (i) => ({
      sends: sends(i),
      facts: { organization: name, verified: 'organization', emailDomain: `${name}.example` },
    }));
  const world = worldOf([
    ...many(6, 'hidden', (i) => ({ sends: sends(i), facts: { emailDomain: 'else.example' } })),
    ...[firm('alder', 9), firm('birch', 8), firm('cedar', 5)].flat(),
    ...strangers(300),
  ]);
  const found = groupsOf(world).map(({ members }) =>
    [...new Set(members.map(({ account }) => world.accounts[account]?.id.split('-')[0]))].join(' '),
  );
  expect(found.sort()).toEqual(['alder', 'birch', 'cedar', 'hidden']);
});

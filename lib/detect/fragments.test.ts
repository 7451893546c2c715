import { describe, expect, test } from 'vitest';
import { key64 } from '@/lib/model/hash';
import { many, type Spec, strangers, worldOf } from './fixture';
import { type Bond, bound } from './fragment-ties';
import { type Fragment, joinFragments } from './fragments';
import type { Harvest } from './group';
import { HarvestTest } from './harvest-test';
import { inTurn, mayBeInTurn } from './in-turn';
import type { Snapshot } from './snapshot';
import { indexWorld } from './world-index';

const NOWHERE = new Map<number, number[]>();

/** The accounts whose ids begin with `prefix`, with all the families they send as their harvest. */
function fragment(world: Snapshot, prefix: string, raised = true, starts = NOWHERE): Fragment {
  const accounts = world.accounts.flatMap(({ id }, account) =>
    id.startsWith(`${prefix}-`) ? [account] : [],
  );
  const families = new Set(accounts.flatMap((at) => world.cells.by(at).map(({ family }) => family)));
  families.delete(-1);
  const harvest: Harvest = { families, systems: new Set(), tools: new Set(), capabilities: new Set() };
  const members = accounts.map((account) => ({
    account,
    membership: 0.95,
    harvest: new HarvestTest(world, harvest).count(account),
  }));
  return { group: { name: prefix, origin: 'content', members, harvest }, rhythm: { starts }, raised };
}

/** Two fragments of twenty accounts, each with a scaffold of its own, among a thousand strangers. */
function two(
  one: (i: number) => Partial<Spec>,
  other: (i: number) => Partial<Spec>,
  others: (i: number) => Partial<Spec> = () => ({}),
): Snapshot {
  return worldOf([
    ...many(20, 'one', (i) => ({ sends: [{ family: 'grade', n: 20 }], ...one(i) })),
    ...many(20, 'two', (i) => ({ sends: [{ family: 'reason', n: 20 }], ...other(i) })),
    ...strangers(1000, others),
  ]);
}

function sizes(world: Snapshot, raised: [boolean, boolean] = [true, true]): number[] {
  return joinFragments(indexWorld(world), [
    fragment(world, 'one', raised[0]),
    fragment(world, 'two', raised[1]),
  ]).map(({ group }) => group.members.length);
}

const card = (i: number) => ({ shared: { payment_fingerprint: `card ${i % 4}` } });
const mail = (i: number) => ({ shared: { email_domain: `odd${i % 2}.example` } });
const sending = (family: string, param: string) => ({ sends: [{ family, param, n: 20 }] });

describe('joinFragments', () => {
  test.each<[string, Snapshot, number[]]>([
    ['the same cards', two(card, card), [40]],
    ['cards of each its own', two(card, (i) => ({ shared: { payment_fingerprint: `other ${i % 4}` } })), []],
    ['one card of ten in common', two(card, (i) => (i < 2 ? card(0) : {})), []],
    [
      'the same devices',
      two(
        () => ({ shared: { signup_device: 'phone' } }),
        () => ({ shared: { signup_device: 'phone' } }),
      ),
      [40],
    ],
    ['a rare mail domain alone', two(mail, mail), []],
    [
      'a rare mail domain and the same rare parameters',
      two(
        (i) => ({ ...mail(i), ...sending('grade', 't=0.65') }),
        (i) => ({ ...mail(i), ...sending('reason', 't=0.65') }),
      ),
      [40],
    ],
    [
      'a popular mail domain and popular parameters',
      two(
        () => ({ shared: { email_domain: 'big.example' }, ...sending('grade', 't=1') }),
        () => ({ shared: { email_domain: 'big.example' }, ...sending('reason', 't=1') }),
        (i) =>
          i % 4 === 0 ? { shared: { email_domain: 'big.example' }, sends: [{ param: 't=1', n: 9 }] } : {},
      ),
      [],
    ],
    [
      'a popular issuer and a carrier network',
      two(
        () => ({ shared: { payment_bin: '400000 virtual US', signup_block: '102.89.1.0/24' } }),
        () => ({ shared: { payment_bin: '400000 virtual US', signup_block: '102.89.1.0/24' } }),
        (i) =>
          i % 9 === 0 ? { shared: { payment_bin: '400000 virtual US', signup_block: '102.89.1.0/24' } } : {},
      ),
      [],
    ],
    [
      'a rare issuer and a small network',
      two(
        () => ({ shared: { payment_bin: '412345 prepaid MX', signup_block: '203.0.113.0/24' } }),
        () => ({ shared: { payment_bin: '412345 prepaid MX', signup_block: '203.0.113.0/24' } }),
      ),
      [40],
    ],
    [
      'the same cards, but other programs',
      two(
        (i) => ({ ...card(i), ...sending('grade', 't=0') }),
        (i) => ({ ...card(i), ...sending('reason', 't=1') }),
      ),
      [],
    ],
    [
      'the same cards, but customers who differ in what they are',
      two(
        (i) => ({ ...card(i), facts: { pathway: 'reseller', organization: 'One' } }),
        (i) => ({ ...card(i), facts: { pathway: 'enterprise', organization: 'Two' } }),
      ),
      [],
    ],
  ])('%s', (_, world, expected) => {
    expect(sizes(world)).toEqual(expected);
  });

  test('leaves groups alone that nobody would raise', () => {
    const world = two(card, card);
    expect(sizes(world, [false, false])).toEqual([]);
    expect(sizes(world, [true, false])).toEqual([40]);
  });

  test('leaves customers apart who send through the same accounts', () => {
    const world = worldOf([
      ...many(30, 'pool', (i) => ({
        sends: [
          { family: 'grade', n: 9 },
          { family: 'reason', n: 9 },
        ],
        ...card(i),
      })),
      ...strangers(1000),
    ]);
    const one = fragment(world, 'pool');
    expect(
      joinFragments(indexWorld(world), [one, { ...one, group: { ...one.group, name: 'again' } }]),
    ).toEqual([]);
  });

  test('puts the fragments of each customer of a pool together by what they go for', () => {
    const sends = (guise: number) => [
      { family: `replay ${guise}`, param: `p${guise}`, capability: 'trace_extraction' as const, n: 9 },
      { family: `build ${guise}`, param: `q${guise}`, capability: 'coding' as const, n: 9 },
    ];
    const pool = many(40, 'pool', (i) => ({ sends: sends(i % 2) }));
    const blocks = Array.from({ length: 40 }, (_, i) => ({
      key: BigInt(i),
      issuers: [40 + i],
      presenters: [0, 1, 2, 3, 4, 5].map((next) => (i + next) % 40),
    }));
    const world = worldOf([...pool, ...strangers(1000)], { blocks });
    const part = (family: string): Fragment => {
      const at = world.families.findIndex(({ key }) => key === key64(family));
      const harvest = {
        families: new Set([at]),
        systems: new Set<number>(),
        tools: new Set<number>(),
        capabilities: new Set<number>(),
      };
      const members = [...(world.families[at]?.byAccount ?? [])].map(([account, n]) => ({
        account,
        membership: 0.9,
        harvest: n,
      }));
      return {
        group: { name: family, origin: 'content', members, harvest },
        rhythm: { starts: NOWHERE },
        raised: true,
      };
    };
    const joined = joinFragments(indexWorld(world), ['replay 0', 'build 0', 'build 1', 'replay 1'].map(part));
    expect(
      joined.map(({ group, parts }) => [group.members.length, parts.map(({ name }) => name).sort()]),
    ).toEqual([
      [40, ['replay 0', 'replay 1']],
      [40, ['build 0', 'build 1']],
    ]);
  });

  test.each([
    ['by one rare program', 't=0.37', 't=0.37', [45]],
    ['by other programs', 't=0.37', 't=0.9', []],
    ['by a popular program, few of them', 't=1', 't=1', []],
  ])('joins tongues that are sent through common accounts %s', (_, first, second, expected) => {
    const send = (family: string, param: string) => ({ family, param, n: 9 });
    const world = worldOf([
      ...many(15, 'one', () => ({ sends: [send('grade', first)] })),
      ...many(15, 'both', () => ({ sends: [send('grade', first), send('benote', second)] })),
      ...many(15, 'two', () => ({ sends: [send('benote', second)] })),
      ...strangers(40, (i) => (i % 2 ? { sends: [{ param: 't=1', n: 9 }] } : {})),
    ]);
    const group = (prefixes: readonly string[], family: string): Fragment => {
      const harvest = {
        families: new Set([world.families.findIndex(({ key }) => key === key64(family))]),
        systems: new Set<number>(),
        tools: new Set<number>(),
        capabilities: new Set<number>(),
      };
      const members = world.accounts.flatMap(({ id }, account) =>
        prefixes.some((prefix) => id.startsWith(prefix))
          ? [{ account, membership: 0.9, harvest: new HarvestTest(world, harvest).count(account) }]
          : [],
      );
      return {
        group: { name: family, origin: 'content', members, harvest },
        rhythm: { starts: new Map() },
        raised: true,
      };
    };
    const joined = joinFragments(indexWorld(world), [
      group(['one', 'both'], 'grade'),
      group(['two', 'both'], 'benote'),
    ]);
    expect(joined.map((one) => one.group.members.length)).toEqual(expected);
  });

  test('counts the scaffolds of all parts as the harvest of the whole', () => {
    const world = two(card, card);
    const parts = [fragment(world, 'one'), fragment(world, 'two')];
    const [joined] = joinFragments(indexWorld(world), parts);
    expect(joined?.group.harvest.families.size).toBe(2);
    expect(joined?.group.members.every(({ harvest }) => harvest === 20)).toBe(true);
    expect(joined?.parts).toEqual(parts.map(({ group }) => group));
  });

  test('has nothing to join in one group', () => {
    const world = two(card, card);
    expect(joinFragments(indexWorld(world), [fragment(world, 'one')])).toEqual([]);
  });
});

test.each<[string, Bond[], boolean]>([
  ['nothing', [], false],
  ['cards', ['payment'], true],
  ['devices', ['device'], true],
  ['contacts', ['contact'], true],
  ['one dispatcher', ['timing'], true],
  ['a program alone', ['program'], false],
  ['a program alone', ['program'], false],
])('bound: %s', (_, bonds, expected) => {
  expect(bound(new Set(bonds))).toBe(expected);
});

describe('inTurn', () => {
  /** A job every so often, unevenly, each given to the next of `accounts` in turn. */
  function dealt(accounts: readonly number[], jobs: number, phase: number): Map<number, number[]> {
    const starts = new Map<number, number[]>(accounts.map((account) => [account, []]));
    let at = phase;
    for (let job = 0; job < jobs; job++) {
      at += 60 + ((job * 7919 + phase) % 1800) * (Math.floor(job / 40) % 3 === 0 ? 4 : 1);
      starts.get(accounts[job % accounts.length] as number)?.push(at);
    }
    return starts;
  }

  test('is seen where one dispatcher deals to both', () => {
    const all = [...dealt([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 1200, 0)];
    expect(inTurn(new Map(all.slice(0, 6)), new Map(all.slice(6)))).toBe(true);
  });

  test('is not seen where each has its own', () => {
    expect(inTurn(dealt([0, 1, 2, 3, 4, 5], 600, 0), dealt([6, 7, 8, 9, 10, 11], 600, 911))).toBe(false);
  });

  test('is not seen in too little', () => {
    expect(inTurn(new Map([[0, [1, 2]]]), new Map([[1, [3]]]))).toBe(false);
  });

  test.each([
    ['one dispatcher deals to both', true, 0, true],
    ['each has its own', false, 911, false],
    ['there is too little to tell', true, 911, false, 100],
    ['one begins when the other has ended', false, 90_000_000, false],
  ])('a first look: %s', (_, expected, phase, common, jobs = 4_000) => {
    const all = [...dealt([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], jobs, 0)];
    const own = dealt([6, 7, 8, 9, 10, 11], jobs / 2, phase);
    const [one, other] = common
      ? [all.slice(0, 6), all.slice(6)]
      : [[...dealt([0, 1, 2, 3, 4, 5], jobs / 2, 0)], [...own]];
    const view = (starts: [number, number[]][]) => ({
      starts: new Map(starts),
      times: Float64Array.from(starts.flatMap(([, list]) => list)).sort(),
    });
    expect(mayBeInTurn(view(one), view(other))).toBe(expected);
  });
});

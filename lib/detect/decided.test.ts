import { describe, expect, test } from 'vitest';
import { arrange, type Unit } from './decided';
import type { Draft } from './draft';
import type { Outcome } from './store';
import type { KnownCampaign } from './store-known';
import { type Tracked, trackCampaigns } from './track';

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => BigInt(from + i));

function outcome(members: readonly bigint[], score = 0.9): Outcome {
  const list = members.map((key) => ({
    key,
    membership: 0.9,
    harvestShare: 0.8,
    role: 'core' as const,
    reasons: ['One.'],
    action: 'suspend' as const,
    exchanges: 10,
    harvest: 8,
    looksInnocent: null,
    joinedAt: new Date(Number(key) * 1000),
    active: true,
  }));
  const draft = {
    assessment: { score },
    founder: members[0],
    firstSeen: new Date(0),
    lastSeen: new Date(members.length * 1000),
    exchanges: list.length * 10,
    harvest: list.length * 8,
    activeAccounts: list.length,
    members: list,
  } as unknown as Draft;
  const hour = (exchanges: number) => ({
    hour: new Date(0),
    capability: 1,
    model_key: 1n,
    pathway: 0,
    exchanges,
    harvest: exchanges,
  });
  return {
    draft,
    scaffolds: [],
    hours: async (without, standing) => {
      const source = `s${members[0]}-${without.length}`;
      const stands = standing === source;
      return {
        rows: stands ? [] : [hour(10 * (members.length - without.length))],
        from: new Date(stands ? 9000 : 0),
        source,
      };
    },
  };
}

const known = (
  id: string,
  accounts: readonly bigint[],
  more: Partial<KnownCampaign> = {},
): KnownCampaign => ({
  id,
  accounts: new Set(accounts),
  scaffolds: new Set(),
  current: true,
  mergedInto: null,
  title: id,
  status: 'suspected',
  score: 0.9,
  exchanges: 10,
  judged: null,
  dismissOutcome: null,
  decidedAt: null,
  splitFrom: null,
  hoursFrom: null,
  exclusions: [],
  decidedInto: null,
  splits: new Map(),
  ...more,
});

/** As a run does it: the groups found, recognized, arranged. */
function run(groups: readonly (readonly bigint[])[], all: readonly KnownCampaign[]): Unit[] {
  const tracked: Tracked<KnownCampaign>[] = trackCampaigns(
    groups.map((group) => ({
      founder: group[0] ?? 0n,
      accounts: new Set(group),
      scaffolds: new Set<string>(),
    })),
    all,
  );
  return arrange(
    groups.map((group) => outcome(group)),
    tracked,
    all,
  );
}

const listed = (units: readonly Unit[]) =>
  Object.fromEntries(
    units.map(({ track, draft }) => [
      track.id,
      draft.members.map(({ key }) => Number(key)).sort((a, b) => a - b),
    ]),
  );
const numbers = (from: number, to: number) => keys(from, to).map(Number);

describe('what people merged', () => {
  const y = known('y', keys(0, 20));
  const x = known('x', keys(20, 30), { current: false, decidedInto: 'y', status: 'closed' });
  const union = known('y', keys(0, 30));

  test.each<[string, bigint[][], number[]]>([
    ['found as two groups is one campaign', [keys(0, 20), keys(20, 30)], numbers(0, 30)],
    ['found as one group is that campaign', [keys(0, 30)], numbers(0, 30)],
    ['of which only the merged one goes on is the other', [keys(20, 30)], numbers(20, 30)],
    ['that share accounts has each once', [keys(0, 22), keys(20, 30)], numbers(0, 30)],
  ])('%s', (_, groups, members) => {
    for (const target of [y, union]) expect(listed(run(groups, [target, x]))).toEqual({ y: members });
  });

  test('through several campaigns ends at the last', () => {
    const z = known('z', keys(30, 40), { current: false, decidedInto: 'x', status: 'closed' });
    expect(listed(run([keys(0, 20), keys(20, 30), keys(30, 40)], [y, x, z]))).toEqual({ y: numbers(0, 40) });
  });

  test('says by which part an account came in, and adds up what was sent', async () => {
    const [unit] = run([keys(0, 20), keys(20, 30)], [y, x]);
    expect(unit?.arranged).toBe(true);
    expect(unit?.track.before).toBe(y);
    expect(unit?.draft).toMatchObject({ exchanges: 300, harvest: 240, activeAccounts: 30 });
    expect(unit?.draft.members.filter(({ part }) => part === 'x').map(({ key }) => Number(key))).toEqual(
      numbers(20, 30),
    );
    expect(await unit?.hours([], null)).toMatchObject({ rows: [{ exchanges: 300 }], source: 's0-0+s20-0' });
    expect(await unit?.hours([], 's0-0+s20-0')).toMatchObject({ rows: [], from: new Date(9000) });
    // One part stands and the other does not: both are asked for whole.
    expect(await unit?.hours([21n], 's0-0+s20-0')).toMatchObject({
      rows: [{ exchanges: 290 }],
      from: new Date(0),
      source: 's0-0+s20-1',
    });
  });

  test('is never merged by a run into itself', () => {
    const both = known('y', keys(0, 30));
    const [unit] = run([keys(0, 30)], [both, x]);
    expect(unit?.track.merged).toEqual([]);
  });
});

describe('what people split', () => {
  const splits = new Map(keys(0, 10).map((key) => [key, 's'] as const));
  const p = known('p', keys(10, 40), { splits, known: new Set(keys(0, 40)) });
  const s = known('s', keys(0, 10), { splitFrom: 'p', apart: new Set(['p']) });

  test.each<[string, bigint[][], Record<string, number[]>]>([
    ['is apart when found together', [keys(0, 40)], { p: numbers(10, 40), s: numbers(0, 10) }],
    ['is apart when found apart', [keys(0, 10), keys(10, 40)], { s: numbers(0, 10), p: numbers(10, 40) }],
    ['keeps what joined the rest with the rest', [keys(0, 50)], { p: numbers(10, 50), s: numbers(0, 10) }],
    [
      'keeps what joined the part with the part when that is found apart',
      [[...keys(0, 10), ...keys(60, 65)], keys(10, 40)],
      { s: [...numbers(0, 10), ...numbers(60, 65)], p: numbers(10, 40) },
    ],
    [
      'is apart when some of it is found with the rest',
      [keys(5, 40), keys(0, 5)],
      { p: numbers(10, 40), s: numbers(0, 10) },
    ],
    ['can be all that is left', [keys(0, 10)], { s: numbers(0, 10) }],
  ])('%s', (_, groups, expected) => {
    const units = run(groups, [p, s]);
    expect(listed(units)).toEqual(expected);
    for (const { track } of units) expect(track.merged).toEqual([]);
  });

  test('has of the hours only its own', async () => {
    const [rest, part] = run([keys(0, 40)], [p, s]);
    expect(await rest?.hours([], null)).toMatchObject({ rows: [{ exchanges: 300 }] });
    expect(await part?.hours([3n], null)).toMatchObject({ rows: [{ exchanges: 90 }] });
    expect(part?.draft).toMatchObject({ exchanges: 100, activeAccounts: 10, firstSeen: new Date(0) });
    expect(rest?.draft).toMatchObject({ exchanges: 300, firstSeen: new Date(10_000) });
  });

  test('twice is where it was split off to last', () => {
    const again = known('t', keys(0, 4), { splitFrom: 's', apart: new Set(['s', 'p']) });
    const first = known('s', keys(4, 10), {
      splitFrom: 'p',
      apart: new Set(['p']),
      splits: new Map(keys(0, 4).map((key) => [key, 't'] as const)),
    });
    for (const groups of [[keys(0, 40)], [keys(0, 10), keys(10, 40)], [keys(0, 4), keys(4, 40)]])
      expect(listed(run(groups, [p, first, again]))).toEqual({
        p: numbers(10, 40),
        s: numbers(4, 10),
        t: numbers(0, 4),
      });
  });

  test('and merged back is one again', () => {
    const back = known('s', keys(0, 10), {
      splitFrom: 'p',
      current: false,
      decidedInto: 'p',
      status: 'closed',
    });
    const whole = known('p', keys(0, 40), { splits, known: new Set(keys(0, 40)) });
    expect(listed(run([keys(0, 40)], [whole, back]))).toEqual({ p: numbers(0, 40) });
    expect(listed(run([keys(0, 10), keys(10, 40)], [whole, back]))).toEqual({ p: numbers(0, 40) });
  });
});

test('what nobody decided about is left as it was found', () => {
  const one = known('a', keys(0, 10));
  const [unit] = run([keys(0, 12)], [one]);
  expect(unit?.arranged).toBe(false);
  expect(unit?.draft.members[0]).not.toHaveProperty('part');
});

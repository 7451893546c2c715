import type { Scene } from '@/lib/detect/group';
import { lookupOf, type Names } from '@/lib/detect/lookup';
import type { SharedBlock, SharedValue, Snapshot } from '@/lib/detect/snapshot';
import type { IndicatorKind } from '@/lib/model/indicator';

/** A value that members share, and how many of them and of the others have it. */
export interface Held {
  value: string;
  inside: number;
  out: number;
}

/** What several signals ask of a scene, worked out once. */
export interface View {
  /** Positions of the members, ascending as in the group. */
  members: number[];
  isMember(account: number): boolean;
  isOther(account: number): boolean;
  /** Shared values of these kinds that at least one member has, in the order of the snapshot. */
  common(kinds: ReadonlySet<IndicatorKind>): readonly SharedValue[];
  /** Hidden reasoning blocks that at least one member presented, in the order of the snapshot. */
  presented(): readonly SharedBlock[];
  /** Values of a kind that at least one member has, most members first. */
  held(kind: IndicatorKind): readonly Held[];
  /** For each value of the kind that at least two others share, how many do. */
  sizes(kind: IndicatorKind): readonly number[];
  /** How many others share a value of these kinds with another of them. */
  tied(kinds: ReadonlySet<IndicatorKind>): number;
}

/** What works something out of a scene, made to do so once for each: many signals ask. */
export function perScene<T>(make: (scene: Scene) => T): (scene: Scene) => T {
  const made = new WeakMap<Scene, T>();
  return (scene) => {
    if (!made.has(scene)) made.set(scene, make(scene));
    return made.get(scene) as T;
  };
}

export const viewOf = perScene(makeView);

const [MEMBER, OTHER] = [1, 2];
/** Shared values that an account has, about. */
const MOST_HELD = 10;

function makeView({ world, group, others }: Scene): View {
  const marks = new Uint8Array(world.accounts.length);
  for (const account of others) marks[account] = OTHER;
  for (const { account } of group.members) marks[account] = MEMBER;
  const members = group.members.map(({ account }) => account);
  const { shared, values, presented } = lookupOf(world);
  const places = ascending(members, (account) => values[account]);
  const owned = [...places].map((at) => world.shared[at] as SharedValue);
  const byKind = new Map<IndicatorKind, SharedValue[]>();
  for (const value of owned) {
    const list = byKind.get(value.kind);
    if (list) list.push(value);
    else byKind.set(value.kind, [value]);
  }
  const count = (accounts: readonly number[], mark: number) => {
    let total = 0;
    for (const account of accounts) if (marks[account] === mark) total++;
    return total;
  };
  let known: Counted | null = null;
  const counts = () => {
    known ??= countValues(world, members, others, places);
    return known;
  };
  /** Whether more accounts have these values than it takes to look through what those of the scene have. */
  const isCommon = (list: readonly SharedValue[]) => {
    let holders = 0;
    for (const { accounts } of list) holders += accounts.length;
    return holders > MOST_HELD * (members.length + others.length);
  };
  const held = new Map<IndicatorKind, Held[]>();
  let blocks: SharedBlock[] | null = null;
  // Most groups are asked about few kinds only, so each is counted when it is asked for.
  return {
    members,
    isMember: (account) => marks[account] === MEMBER,
    isOther: (account) => marks[account] === OTHER,
    common(kinds) {
      const [first] = kinds;
      if (kinds.size === 1) return byKind.get(first as IndicatorKind) ?? [];
      return owned.filter(({ kind }) => kinds.has(kind));
    },
    presented() {
      blocks ??= [...ascending(members, (account) => presented.get(account))].map(
        (at) => world.blocks[at] as SharedBlock,
      );
      return blocks;
    },
    held(kind) {
      let list = held.get(kind);
      if (!list) {
        const own = byKind.get(kind) ?? [];
        const counted = isCommon(own) ? counts() : null;
        list = counted
          ? owned.flatMap(({ kind: its, value }, i) =>
              its === kind
                ? [{ value, inside: counted.inside[i] as number, out: counted.out[i] as number }]
                : [],
            )
          : own.map(({ value, accounts }) => ({
              value,
              inside: count(accounts, MEMBER),
              out: count(accounts, OTHER),
            }));
        list.sort((a, b) => b.inside - a.inside || (a.value < b.value ? -1 : 1));
        held.set(kind, list);
      }
      return list;
    },
    sizes(kind) {
      const all = shared.get(kind) ?? [];
      if (isCommon(all)) return counts().sizes.get(kind) ?? [];
      return all.map(({ accounts }) => count(accounts, OTHER)).filter((out) => out > 1);
    },
    tied(kinds) {
      return withCounts(world, others, (counts) => {
        const isTie = (at: number) =>
          (counts[at] as number) > 1 && kinds.has((world.shared[at] as SharedValue).kind);
        return others.filter((account) => (values[account] ?? []).some(isTie)).length;
      });
    },
  };
}

interface Counted {
  /** How many members, and how many others, have each value that a member has. */
  inside: Int32Array;
  out: Int32Array;
  /** By kind, how many others have each value that at least two of them share. */
  sizes: Map<IndicatorKind, number[]>;
}

/** Counts by what accounts have and not by who has a value, for what nearly everybody has: that would be counted through for every group. */
function countValues(
  world: Snapshot,
  members: readonly number[],
  others: readonly number[],
  places: Int32Array,
): Counted {
  const inside = withCounts(world, members, (counts) => places.map((at) => counts[at] as number));
  return withCounts(world, others, (counts, met) => {
    const sizes: Counted['sizes'] = new Map();
    for (const at of met) {
      const count = counts[at] as number;
      const { kind } = world.shared[at] as SharedValue;
      if (count < 2) continue;
      const list = sizes.get(kind);
      if (list) list.push(count);
      else sizes.set(kind, [count]);
    }
    return { inside, out: places.map((at) => counts[at] as number), sizes };
  });
}

const scratch = new WeakMap<Snapshot, Int32Array>();

/** Counts how many of the accounts have each shared value, by its position; `met` are those that any has. */
function withCounts<T>(
  world: Snapshot,
  accounts: readonly number[],
  use: (counts: Int32Array, met: readonly number[]) => T,
): T {
  const { values } = lookupOf(world);
  let counts = scratch.get(world);
  if (!counts) {
    counts = new Int32Array(world.shared.length);
    scratch.set(world, counts);
  }
  const met: number[] = [];
  for (const account of accounts) {
    for (const at of values[account] ?? []) {
      if (counts[at] === 0) met.push(at);
      counts[at] = (counts[at] as number) + 1;
    }
  }
  const result = use(counts, met);
  for (const at of met) counts[at] = 0;
  return result;
}

/** The positions of all of these accounts, each once, ascending. */
function ascending(
  accounts: readonly number[],
  positions: (account: number) => readonly number[] | undefined,
): Int32Array {
  const all = new Set<number>();
  for (const account of accounts) for (const at of positions(account) ?? []) all.add(at);
  return Int32Array.from(all).sort();
}

/** How many of the accounts have the value of these kinds that most of them have. Costs as much as they have, however many have the same. */
export function mostAlike(
  world: Snapshot,
  accounts: readonly number[],
  kinds: ReadonlySet<IndicatorKind>,
): number {
  const { values } = lookupOf(world);
  const holders = new Map<number, number>();
  let most = 0;
  for (const account of accounts) {
    for (const value of values[account] ?? []) {
      if (!kinds.has((world.shared[value] as SharedValue).kind)) continue;
      const count = (holders.get(value) ?? 0) + 1;
      holders.set(value, count);
      most = Math.max(most, count);
    }
  }
  return most;
}

/** How often each name occurs, most frequent first; what has none is not counted. */
export function tally(
  accounts: readonly number[],
  name: (account: number) => string | null,
): { counts: Map<string, number>; known: number } {
  const { counts, known } = countNames(accounts, name);
  return {
    counts: new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
    known,
  };
}

/** Of how many accounts a fact is known. */
export function countKnown(accounts: readonly number[], { of }: Names): number {
  let known = 0;
  for (const account of accounts) if ((of[account] as number) >= 0) known++;
  return known;
}

/** Of how many accounts a fact is one of these, by number. */
export function countHolders(accounts: readonly number[], { of }: Names, wanted: Uint8Array): number {
  let holders = 0;
  for (const account of accounts) {
    const number = of[account] as number;
    if (number >= 0 && wanted[number] === 1) holders++;
  }
  return holders;
}

/** As {@link tally}, in the order in which the names are met, for those that only look some of them up. */
export function countNames(
  accounts: readonly number[],
  name: (account: number) => string | null,
): { counts: Map<string, number>; known: number } {
  const counts = new Map<string, number>();
  let known = 0;
  for (const account of accounts) {
    const value = name(account);
    if (value === null) continue;
    known++;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { counts, known };
}

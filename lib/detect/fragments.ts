import { CAPABILITIES } from '@/lib/model/capability';
import type { IndicatorKind } from '@/lib/model/indicator';
import { accountsOf, type Group, type Harvest, type Member } from './group';
import { HarvestTest } from './harvest-test';
import { dot, reconsider } from './membership';
import type { Rhythm, Snapshot } from './snapshot';
import { splitInTwo } from './split';
import { cosine, countBelow, logLift, overlap } from './statistics';
import { type Starts, turned, turnRegularity } from './timing';
import type { WorldIndex } from './world-index';

/** A group with what is needed to tell whether it is a fragment of an operation. */
export interface Fragment {
  group: Group;
  rhythm: Rhythm;
  /** Whether it is worth raising by itself. Of two fragments that are joined, one must be. */
  raised: boolean;
}

/** What fragments of one operation have in common. */
export type Bond =
  | 'reasoning'
  | 'payment'
  | 'device'
  | 'contact'
  | 'registration'
  | 'network'
  | 'program'
  | 'timing';

/** Values of accounts by what they speak of. One bond of a near-certain kind is enough, of the others it takes two. */
const BONDS: readonly { bond: Bond; kinds: readonly IndicatorKind[] }[] = [
  { bond: 'payment', kinds: ['payment_fingerprint'] },
  { bond: 'device', kinds: ['signup_device', 'device', 'api_key'] },
  { bond: 'contact', kinds: ['email_hash', 'phone_hash'] },
  { bond: 'registration', kinds: ['email_domain', 'email_pattern', 'payment_bin'] },
  { bond: 'network', kinds: ['signup_block', 'address_block'] },
  { bond: 'program', kinds: ['ja4', 'signup_ja4', 'user_agent'] },
];
const NEARLY_CERTAIN: ReadonlySet<Bond> = new Set(['reasoning', 'payment', 'device', 'contact', 'timing']);

/** Accounts of each fragment that must have a value for it to tie the two together. */
const LEAST_HOLDERS = 2;
/** Largest share of unrelated accounts that may have it: popular clients, issuers, mail domains, networks tie nobody. */
const RARE = 0.01;
/** Natural logarithm of how much more often the two must have it than unrelated accounts. */
const LIFT = Math.log(20);
/** Share of each fragment's accounts that its ties must reach. */
const COVERAGE = 0.5;
/** For reasoning blocks less is enough: unrelated accounts never hold the same. */
const BLOCKS_COVERAGE = 0.25;
/** Share of a fragment's harvest that its parameters, tools or system prompt must make up to be its program. */
const PROGRAM = 0.5;
/** Cosine of parameter vectors below which two programs run: two customers of one pool are two operations. */
const OTHER_PROGRAM = 0.2;
/** Share of common accounts from which groups work through one pool: as one operation if they run one program, else as two. */
const SAME_POOL = 0.1;
/** Cosine of parameters and of capabilities from which two that share accounts are one operation, and how far beyond chance. */
const SAME_MIX = 0.9;
const BEYOND_CHANCE = 3;
/** Irregularity of turns over both, as a share of the least that is met when one is shifted in time. */
const IN_TURN = 0.6;
/** Irregularity of turns in one fragment from which no dispatcher deals its sessions out. */
const REGULAR = 0.8;
/** Sessions of two fragments that a first look takes, or so many for each account, and what share of chance they must stay below there. */
const SAMPLE = 1_000;
const SAMPLE_EACH = 6;
const HOPEFUL = 0.85;
const SHIFTS = [1.37, 2.61, 4.23, 5.48, 7.79].map((days) => Math.round(days * 86_400));

/**
 * Joins fragments of one operation: groups that divide its accounts between them, each with scaffolds of its own, and so
 * have no content in common. Two are joined when cards, devices or contacts tie at least half of the accounts of both
 * together, when one dispatcher serves both, or when two of registration, network and program tie them. Only what is rare among accounts in none of the groups
 * ties. Groups on the same accounts are one operation when they run one rare program, as with a scaffold for each language;
 * otherwise they are customers of one pool and stay apart, also through a third. So do groups that run other programs, unless they
 * present the same hidden reasoning blocks, and those that {@link splitInTwo} would cut again.
 * Answers the groups that were joined with their parts; the others are left out.
 */
export function joinFragments(
  index: WorldIndex,
  fragments: readonly Fragment[],
): { group: Group; parts: Group[] }[] {
  const { world } = index;
  if (fragments.length < 2) return [];
  const seen = fragments.map(({ group, rhythm }) => view(world, group, rhythm));
  const inside = new Set(seen.flatMap(({ accounts }) => [...accounts]));
  const ties = new Ties(world, inside);
  const clusters = fragments.map((_, i) => [i]);
  const at = (i: number) => seen[i] as View;
  for (const [a, b] of pairsByEnds(seen)) {
    if (!fragments[a]?.raised && !fragments[b]?.raised) continue;
    const [one, other] = [clusterOf(clusters, a), clusterOf(clusters, b)];
    if (one === other) continue;
    const some = (test: (x: View, y: View) => boolean) =>
      one.some((i) => other.some((j) => test(at(i), at(j))));
    if (some((x, y) => ties.customers(x, y))) continue;
    if (!ties.sameBlocks(at(a), at(b))) {
      if (some((x, y) => ties.apart(x, y))) continue;
      if (!ties.onePool(at(a), at(b)) && !bound(ties.between(at(a), at(b)))) continue;
      const accounts = [...one, ...other].flatMap((i) => [...at(i).accounts]);
      const whole = [...new Set(accounts)].sort((x, y) => x - y);
      if (splitInTwo(index, whole)) continue;
    }
    one.push(...other);
    clusters.splice(clusters.indexOf(other), 1);
  }
  return clusters
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => {
      const parts = cluster.map((i) => (fragments[i] as Fragment).group);
      return { group: union(index, parts), parts };
    });
}

/**
 * Pairs of fragments, those that go for the same first: where two customers of a pool each left several fragments, what
 * ties accounts of the pool ties all of them.
 */
function pairsByEnds(views: readonly View[]): (readonly [number, number])[] {
  return views
    .flatMap((one, a) =>
      views.slice(a + 1).map((other, i) => ({
        pair: [a, a + 1 + i] as const,
        alike: dot(one.capabilities, other.capabilities),
      })),
    )
    .sort((x, y) => y.alike - x.alike || x.pair[0] - y.pair[0] || x.pair[1] - y.pair[1])
    .map(({ pair }) => pair);
}

/** Whether these bonds make two fragments one operation. */
export function bound(bonds: ReadonlySet<Bond>): boolean {
  return bonds.size >= 2 || [...bonds].some((bond) => NEARLY_CERTAIN.has(bond));
}

interface View {
  accounts: ReadonlySet<number>;
  starts: Starts;
  /** The same over all accounts, ascending. */
  times: Float64Array;
  /** Whether its sessions come round regularly by themselves: only then can a dispatcher show in two together. */
  regular: boolean;
  /** Parameter vectors of the harvest, by exchanges. */
  params: ReadonlyMap<number, number>;
  /** Exchanges of the harvest by capability. */
  capabilities: Float64Array;
  /** What most of the harvest runs by: a parameter vector, a set of tools, a system prompt. */
  program: readonly { column: 'params' | 'tools' | 'systems'; at: number }[];
}

function view(world: Snapshot, group: Group, rhythm: Rhythm): View {
  const counts = {
    params: new Map<number, number>(),
    tools: new Map<number, number>(),
    systems: new Map<number, number>(),
  };
  const capabilities = new Float64Array(CAPABILITIES.length);
  let total = 0;
  const sent = new HarvestTest(world, group.harvest);
  for (const { account } of group.members) {
    for (let i = world.cells.start(account); i < world.cells.end(account); i++) {
      if (!sent.is(i)) continue;
      const cell = world.cells.at(i);
      total += cell.exchanges;
      capabilities[cell.capability] = (capabilities[cell.capability] ?? 0) + cell.exchanges;
      for (const [column, at] of [
        ['params', cell.param],
        ['tools', cell.tool],
        ['systems', cell.system],
      ] as const) {
        if (at >= 0) counts[column].set(at, (counts[column].get(at) ?? 0) + cell.exchanges);
      }
    }
  }
  const program = (['params', 'tools', 'systems'] as const).flatMap((column) =>
    [...counts[column]].flatMap(([at, count]) => (count >= PROGRAM * total ? [{ column, at }] : [])),
  );
  return {
    accounts: new Set(accountsOf(group)),
    starts: rhythm.starts,
    times: Float64Array.from([...rhythm.starts.values()].flat()).sort(),
    regular: (turnRegularity(rhythm.starts) ?? 1) < REGULAR,
    params: counts.params,
    capabilities,
    program,
  };
}

/** Share of the smaller one's accounts that are in both. */
function commonAccounts(one: View, other: View): number {
  return overlap(one.accounts, other.accounts) / Math.min(one.accounts.size, other.accounts.size);
}

/** Finds what ties fragments together, against the accounts that are in none. */
class Ties {
  private readonly outsiders: number;
  /** Values that are rare among outsiders, with how many outsiders have them. */
  private readonly rare: { bond: Bond; out: number }[] = [];
  /** Positions in `rare`, by account. */
  private readonly held = new Map<number, number[]>();
  private readonly holders = new Map<View, ReadonlyMap<number, readonly number[]>>();

  constructor(
    private readonly world: Snapshot,
    private readonly inside: ReadonlySet<number>,
  ) {
    this.outsiders = world.accounts.length - inside.size;
    const values = world.shared.flatMap(({ kind, accounts }) => {
      const bond = BONDS.find(({ kinds }) => kinds.includes(kind))?.bond;
      return bond ? [{ bond, accounts }] : [];
    });
    // Whose block it was does not matter: those it is taken from belong to nobody's operation.
    for (const { issuers, presenters } of world.blocks) {
      const taken = presenters.filter((account) => !issuers.includes(account));
      if (taken.length > 1) values.push({ bond: 'reasoning', accounts: taken });
    }
    for (const { bond, accounts } of values) {
      const within = accounts.filter((account) => inside.has(account));
      const out = accounts.length - within.length;
      if (within.length < 2 * LEAST_HOLDERS || out > RARE * this.outsiders) continue;
      const value = this.rare.push({ bond, out }) - 1;
      for (const account of within) {
        const list = this.held.get(account);
        if (list) list.push(value);
        else this.held.set(account, [value]);
      }
    }
  }

  /** Whether the two are customers of one pool: they are never joined, whatever its accounts have in common. */
  customers(one: View, other: View): boolean {
    return commonAccounts(one, other) > SAME_POOL && !this.sameRun(one, other);
  }

  /** Whether the two run other programs. */
  apart(one: View, other: View): boolean {
    return one.params.size > 0 && other.params.size > 0 && cosine(one.params, other.params) < OTHER_PROGRAM;
  }

  /** Whether they work through the same accounts for the same ends: one operation in several tongues or wordings. */
  onePool(one: View, other: View): boolean {
    return commonAccounts(one, other) > SAME_POOL && this.sameRun(one, other);
  }

  /** One program that hardly anybody else runs; or the same mix of programs for the same ends, with accounts in common far beyond chance. */
  private sameRun(one: View, other: View): boolean {
    if (this.sameProgram(one, other)) return true;
    const [n, m] = [one.accounts.size, other.accounts.size];
    const chance = Math.max(n, m) / this.world.accounts.length;
    return (
      cosine(one.params, other.params) >= SAME_MIX &&
      dot(one.capabilities, other.capabilities) >= SAME_MIX &&
      commonAccounts(one, other) >= BEYOND_CHANCE * chance
    );
  }

  /** Whether they present the same hidden reasoning blocks: nobody but one operation has them, by whatever programs it works. */
  sameBlocks(one: View, other: View): boolean {
    return this.covered(one, other, BLOCKS_COVERAGE).has('reasoning');
  }

  /** Timing costs the most, so it is asked for only where it decides. */
  between(one: View, other: View): Set<Bond> {
    const bonds = this.covered(one, other);
    if (this.sameProgram(one, other)) bonds.add('program');
    if (
      !bound(bonds) &&
      one.regular &&
      other.regular &&
      mayBeInTurn(one, other) &&
      inTurn(one.starts, other.starts)
    )
      bonds.add('timing');
    return bonds;
  }

  /** The bonds whose rare values, each held on both sides, reach enough of both. */
  private covered(one: View, other: View, coverage = COVERAGE): Set<Bond> {
    const reached = new Map<Bond, [Set<number>, Set<number>]>();
    const theirs = this.holdersIn(other);
    for (const [value, a] of this.holdersIn(one)) {
      const b = theirs.get(value);
      const { bond, out } = this.rare[value] as { bond: Bond; out: number };
      if (!b || a.length < LEAST_HOLDERS || b.length < LEAST_HOLDERS) continue;
      if (!this.lifted(a.length + b.length, one, other, out)) continue;
      const sides = reached.get(bond) ?? [new Set<number>(), new Set<number>()];
      for (const account of a) sides[0].add(account);
      for (const account of b) sides[1].add(account);
      reached.set(bond, sides);
    }
    return new Set(
      [...reached]
        .filter(
          ([, [a, b]]) => a.size >= coverage * one.accounts.size && b.size >= coverage * other.accounts.size,
        )
        .map(([bond]) => bond),
    );
  }

  private holdersIn(view: View): ReadonlyMap<number, readonly number[]> {
    const known = this.holders.get(view);
    if (known) return known;
    const holders = new Map<number, number[]>();
    for (const account of view.accounts) {
      for (const value of this.held.get(account) ?? []) {
        const list = holders.get(value);
        if (list) list.push(account);
        else holders.set(value, [account]);
      }
    }
    this.holders.set(view, holders);
    return holders;
  }

  /** The same parameters, tools or system prompt for most of both, which hardly anybody else sends. */
  private sameProgram(one: View, other: View): boolean {
    return one.program.some(({ column, at }) => {
      if (!other.program.some((same) => same.column === column && same.at === at)) return false;
      let [held, out] = [0, 0];
      for (const account of this.world[column][at]?.byAccount.keys() ?? []) {
        if (one.accounts.has(account) || other.accounts.has(account)) held++;
        else if (!this.inside.has(account)) out++;
      }
      return out <= RARE * this.outsiders && this.lifted(held, one, other, out);
    });
  }

  private lifted(held: number, one: View, other: View, out: number): boolean {
    return logLift(held, one.accounts.size + other.accounts.size, out, this.outsiders) >= LIFT;
  }
}

/** Sessions of a fragment within a span of time, account by account. */
function within(starts: Starts, from: number, to: number): Starts {
  const part = new Map<number, readonly number[]>();
  for (const [account, list] of starts) {
    const [first, end] = [countBelow(list, from), countBelow(list, to)];
    if (end > first) part.set(account, list.slice(first, end));
  }
  return part;
}

/**
 * A first look at the middle of the time in which both are active: whether {@link inTurn} might say yes of the whole. Among hundreds of
 * fragments nearly all pairs are strangers, and a thousand sessions show that as well as a hundred thousand.
 */
export function mayBeInTurn(
  one: { starts: Starts; times: Float64Array },
  other: { starts: Starts; times: Float64Array },
): boolean {
  const [begin, end] = [
    Math.max(one.times[0] as number, other.times[0] as number),
    Math.min(one.times.at(-1) as number, other.times.at(-1) as number),
  ];
  if (!(end > begin)) return false;
  const wanted = Math.max(SAMPLE, SAMPLE_EACH * (one.starts.size + other.starts.size));
  const sessions = ({ times }: { times: Float64Array }, from: number, to: number) =>
    countBelow(times, to) - countBelow(times, from);
  const middle = (begin + end) / 2;
  let half = Math.min((end - begin) / 2, 3_600);
  const full = () =>
    sessions(one, middle - half, middle + half) + sessions(other, middle - half, middle + half);
  while (half < (end - begin) / 2 && full() < wanted) half = Math.min((end - begin) / 2, 2 * half);
  if (full() < wanted) return true;
  const [from, to] = [middle - half, middle + half];
  const [mine, theirs] = [within(one.starts, from, to), within(other.starts, from, to)];
  const together = turnRegularity(new Map([...mine, ...theirs]));
  const moved = [...theirs].map(
    ([account, list]) => [account, turned(list, from, to - from, 0.37 * (to - from))] as const,
  );
  const chance = turnRegularity(new Map([...mine, ...moved]));
  return together === null || chance === null || together < HOPEFUL * chance;
}

/**
 * Whether one dispatcher serves both: sessions of the two together come round much more regularly than when all sessions
 * of one are shifted, going round from the last to the first, which keeps each regular in itself.
 */
export function inTurn(one: Starts, other: Starts): boolean {
  const together = turnRegularity(new Map([...one, ...other]));
  if (together === null) return false;
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const list of [...one.values(), ...other.values()]) {
    from = Math.min(from, list[0] ?? from);
    to = Math.max(to, list.at(-1) ?? to);
  }
  const span = to - from + 1;
  return SHIFTS.every((shift) => {
    const moved = [...other].map(([account, list]) => [account, turned(list, from, span, shift)] as const);
    const chance = turnRegularity(new Map([...one, ...moved]));
    return chance !== null && together < IN_TURN * chance;
  });
}

function union(index: WorldIndex, parts: readonly Group[]): Group {
  const { world } = index;
  const harvest: Harvest = {
    families: new Set(parts.flatMap((part) => [...part.harvest.families])),
    systems: new Set(parts.flatMap((part) => [...part.harvest.systems])),
    tools: new Set(parts.flatMap((part) => [...part.harvest.tools])),
    capabilities: new Set(parts.flatMap((part) => [...part.harvest.capabilities])),
  };
  const sent = new HarvestTest(world, harvest);
  const members = new Map<number, Member>();
  for (const { account, membership } of parts.flatMap((part) => part.members)) {
    const held = members.get(account);
    members.set(account, {
      account,
      membership: Math.max(membership, held?.membership ?? 0),
      harvest: held?.harvest ?? sent.count(account),
    });
  }
  const largest = [...parts].sort(
    (a, b) => b.members.length - a.members.length || (a.name < b.name ? -1 : 1),
  )[0] as Group;
  return {
    name: largest.name,
    origin: largest.origin,
    members: reconsider(
      index,
      harvest,
      [...members.values()].sort((a, b) => a.account - b.account),
    ),
    harvest,
  };
}

function clusterOf(clusters: readonly number[][], item: number): number[] {
  return clusters.find((cluster) => cluster.includes(item)) as number[];
}

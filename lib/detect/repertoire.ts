import { capabilityIndex } from '@/lib/model/capability';
import { averageLinkage, type WeightedPair } from './linkage';
import type { ContentProfile } from './profile';
import type { ContentFacts } from './snapshot';
import { cosine } from './statistics';
import type { WorldIndex } from './world-index';

/** A repertoire: scaffold families, system prompts and tool sets that the same accounts use. */
export interface Repertoire {
  families: Set<number>;
  systems: Set<number>;
  tools: Set<number>;
}

/** A repertoire to begin with. */
export interface Seed extends Repertoire {
  /** Whether it is what some users of a client send through it, and the others do not. */
  inner: boolean;
}

export interface ContentNode {
  type: keyof Repertoire;
  at: number;
  facts: ContentFacts;
  /** Whether most of its exchanges ask for a special capability. */
  special: boolean;
  /** Exchanges by parameter vector, as far as they carry one. */
  params: ReadonlyMap<number, number>;
}

const LEAST_USERS = 3;
const LEAST_TOGETHER = 3;
const LEAST_LIFT = 3;
/**
 * Two contents that ask for what ordinary customers hardly ask for need less: an operation with many
 * wordings and few requests an account spreads them thinly.
 */
const LEAST_LIFT_SPECIAL = 1.4;
const SPECIAL_FACTOR = 1.7;
/**
 * Cosine of parameter vectors below which contents come from different programs. They are never one repertoire, even on
 * the same accounts: these may be two customers of one pool, or a harvest and what the pool's accounts are used for besides.
 */
const OTHER_PROGRAM = 0.2;
const SPECIAL: ReadonlySet<number> = new Set(
  (
    [
      'reasoning_elicitation',
      'trace_extraction',
      'rubric_grading',
      'policy_rewriting',
      'task_synthesis',
      'trace_cleaning',
    ] as const
  ).map(capabilityIndex),
);
/** Mean cosine of user sets down to which contents are one repertoire. */
const LEAST_COSINE = 0.35;
/** Share of a small content's users that must be regulars of the repertoire it is counted to. */
const LEAST_REGULARS = 0.7;
/** Accounts that make a part of a client's users, the largest share of them, and how much of what those send through it is theirs. */
const LEAST_INSIDE = 8;
const MOST_INSIDE = 0.6;
const OWN_WORK = 0.25;
/** Of an account that uses more contents than this, the rarest count, so that pairs stay few. */
const MOST_PER_ACCOUNT = 48;

/** Contents that at least some accounts share, in a fixed order. */
export function contentNodes({ world: snapshot, profiles }: WorldIndex): ContentNode[] {
  const nodes: ContentNode[] = [];
  for (const type of ['families', 'systems', 'tools'] as const) {
    const special = type === 'families' ? specialFamilies(profiles.families) : new Set<number>();
    snapshot[type].forEach((facts, at) => {
      if (facts.byAccount.size >= LEAST_USERS)
        nodes.push({
          type,
          at,
          facts,
          special: special.has(at),
          params: profiles[type][at]?.params ?? NO_PARAMS,
        });
    });
  }
  return nodes;
}

/**
 * Groups contents by who uses them: an operation's scaffolds are used by the same accounts, while popular prompts meet
 * in one account only by chance. Works on co-use of contents, not of accounts, so operations that share a pool of
 * accounts stay apart.
 */
export function repertoires(index: WorldIndex): Seed[] {
  const { world: snapshot } = index;
  const nodes = contentNodes(index);
  const pairs = together(nodes, snapshot.accounts.length);
  const parts = joinSame(averageLinkage(nodes.length, pairs, LEAST_COSINE), nodes, snapshot.accounts.length);
  return [
    ...parts.map((part) => ({ ...toRepertoire(part, nodes), inner: false })),
    ...innerParts(parts, pairs, nodes).map((part) => ({ ...toRepertoire(part, nodes), inner: true })),
  ];
}

/**
 * What some of a client's users send through it and the others do not. A system prompt or a set of tools that half the world has
 * draws everything into one repertoire that is sent through it, an operation's scaffolds as well: whoever hides behind a public
 * program is found by what that program does not bring. Chance is reckoned among the users of the client.
 */
function innerParts(
  parts: readonly (readonly number[])[],
  pairs: readonly Pair[],
  nodes: readonly ContentNode[],
): number[][] {
  const at = (i: number) => nodes[i] as ContentNode;
  const homes = new Int32Array(nodes.length).fill(-1);
  const clients = parts.map((part) => part.filter((i) => at(i).type !== 'families'));
  const places = new Int32Array(nodes.length);
  const inside = parts.map((part, home) => {
    if (clients[home]?.length === 0) return [];
    const families = part.filter((i) => at(i).type === 'families');
    families.forEach((i, place) => {
      homes[i] = home;
      places[i] = place;
    });
    return families;
  });
  const holders = clients.map((client) => new Set(client.flatMap((i) => [...at(i).facts.byAccount.keys()])));
  const near: WeightedPair[][] = parts.map(() => []);
  for (const { a, b, both, weight } of pairs) {
    const home = homes[a] as number;
    if (home < 0 || homes[b] !== home) continue;
    const chance =
      (at(a).facts.byAccount.size * at(b).facts.byAccount.size) / (holders[home] as Set<number>).size;
    if (both >= LEAST_LIFT_SPECIAL * chance)
      near[home]?.push({ a: places[a] as number, b: places[b] as number, weight });
  }
  return parts.flatMap((_, home) => {
    const families = inside[home] as number[];
    const users = holders[home] as Set<number>;
    if (families.length === 0 || users.size * MOST_INSIDE < LEAST_INSIDE) return [];
    const linked = averageLinkage(families.length, near[home] as WeightedPair[], LEAST_COSINE).map((part) =>
      part.map((place) => families[place] as number),
    );
    return joinSame(linked, nodes, users.size).filter((part) => {
      const own = usersOf(part, nodes);
      return (
        own.size >= LEAST_INSIDE &&
        own.size <= MOST_INSIDE * users.size &&
        usesBy(own, part, nodes) >= OWN_WORK * mostUsed(own, clients[home] as number[], nodes)
      );
    });
  });
}

/** How often these accounts send the content that they send most. */
function mostUsed(
  users: ReadonlySet<number>,
  part: readonly number[],
  nodes: readonly ContentNode[],
): number {
  return part.reduce((most, i) => Math.max(most, usesBy(users, [i], nodes)), 0);
}

/** Two contents and how many accounts use both. */
interface Pair extends WeightedPair {
  both: number;
}

/** Pairs of contents that share users beyond chance, with the cosine of their user sets. */
function together(nodes: readonly ContentNode[], accounts: number): Pair[] {
  const byAccount: number[][] = Array.from({ length: accounts }, () => []);
  nodes.forEach(({ facts }, i) => {
    for (const account of facts.byAccount.keys()) byAccount[account]?.push(i);
  });
  const sizes = Int32Array.from(nodes, ({ facts }) => facts.byAccount.size);
  const size = (i: number) => sizes[i] as number;
  const rarest = byAccount.map((used) =>
    used.length <= MOST_PER_ACCOUNT
      ? used
      : [...used]
          .sort((a, b) => size(a) - size(b) || a - b)
          .slice(0, MOST_PER_ACCOUNT)
          .sort((a, b) => a - b),
  );
  const users: number[][] = nodes.map(() => []);
  rarest.forEach((own, account) => {
    for (const i of own) users[i]?.push(account);
  });
  const pairs: Pair[] = [];
  // One content after the other, so that its partners are counted in an array: there are far more pairs than contents.
  const counts = new Int32Array(nodes.length);
  for (let a = 0; a < nodes.length; a++) {
    const partners: number[] = [];
    for (const account of users[a] as number[]) {
      const own = rarest[account] as number[];
      for (let at = own.length - 1; at >= 0 && (own[at] as number) > a; at--) {
        const b = own[at] as number;
        if (counts[b] === 0) partners.push(b);
        counts[b] = (counts[b] as number) + 1;
      }
    }
    for (const b of partners) {
      const both = counts[b] as number;
      counts[b] = 0;
      const chance = (size(a) * size(b)) / accounts;
      // Most pairs are chance: what is dear to compute comes after them.
      if (both < LEAST_TOGETHER || both < LEAST_LIFT_SPECIAL * chance) continue;
      const one = nodes[a] as ContentNode;
      const other = nodes[b] as ContentNode;
      const alike = one.special && other.special;
      if (both < (alike ? LEAST_LIFT_SPECIAL : LEAST_LIFT) * chance) continue;
      if (otherProgram(one.params, other.params)) continue;
      const overlap = both / Math.sqrt(size(a) * size(b));
      pairs.push({ a, b, both, weight: Math.min(1, overlap * (alike ? SPECIAL_FACTOR : 1)) });
    }
  }
  return pairs.sort((x, y) => x.a - y.a || x.b - y.b);
}

/** Whether both carry parameters, and hardly the same. */
function otherProgram(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): boolean {
  return one.size > 0 && other.size > 0 && cosine(one, other) < OTHER_PROGRAM;
}

/**
 * Counts small parts (a scaffold with one frequent payload, a rare wording) to the repertoire whose regulars use them,
 * when those users use the rest of that repertoire as broadly as its regulars do; another operation that only has one
 * scaffold in common with it stays apart, and so does what those users send more often than the repertoire.
 */
function joinSame(parts: number[][], nodes: readonly ContentNode[], accounts: number): number[][] {
  const groups = parts
    .map((part) => ({ part, users: usersOf(part, nodes), params: paramsOf(part, nodes) }))
    .filter(({ users }) => users.size >= LEAST_USERS);
  groups.sort((a, b) => b.users.size - a.users.size || (a.part[0] as number) - (b.part[0] as number));
  const kept: {
    part: number[];
    users: Set<number>;
    params: ReadonlyMap<number, number>;
    main: ContentNode[];
    breadth: number;
  }[] = [];
  // Of each account the places in `kept` that it is a user of, so that only those that have a user in common are compared.
  const homesOf: number[][] = [];
  for (const group of groups) {
    const common = new Map<number, number>();
    for (const user of group.users)
      for (const at of homesOf[user] ?? []) common.set(at, (common.get(at) ?? 0) + 1);
    const near = [...common].sort(([a], [b]) => a - b);
    const [at] = near.find(([at, both]) => {
      const home = kept[at] as (typeof kept)[number];
      const { users, main, breadth } = home;
      return (
        both >= LEAST_REGULARS * group.users.size &&
        both >= (LEAST_LIFT * users.size * group.users.size) / accounts &&
        !otherProgram(group.params, home.params) &&
        breadthOf(group.users, main) >= LEAST_REGULARS * breadth &&
        usesBy(group.users, group.part, nodes) <= usesBy(group.users, home.part, nodes)
      );
    }) ?? [-1];
    const home = kept[at];
    if (home) home.part.push(...group.part);
    else {
      for (const user of group.users) {
        const homes = homesOf[user];
        if (homes) homes.push(kept.length);
        else homesOf[user] = [kept.length];
      }
      const largest = group.part.reduce(
        (most, i) => Math.max(most, (nodes[i] as ContentNode).facts.byAccount.size),
        0,
      );
      const main = group.part
        .map((i) => nodes[i] as ContentNode)
        .filter(({ facts }) => facts.byAccount.size >= 0.3 * largest);
      kept.push({ ...group, part: [...group.part], main, breadth: breadthOf(group.users, main) });
    }
  }
  return kept.map(({ part }) => part.sort((a, b) => a - b));
}

/** Exchanges of a part by parameter vector. */
function paramsOf(part: readonly number[], nodes: readonly ContentNode[]): Map<number, number> {
  const params = new Map<number, number>();
  for (const i of part)
    for (const [param, n] of (nodes[i] as ContentNode).params)
      params.set(param, (params.get(param) ?? 0) + n);
  return params;
}

/** Mean share of the given contents that a user uses. */
function breadthOf(users: ReadonlySet<number>, contents: readonly ContentNode[]): number {
  let used = 0;
  for (const { facts } of contents) {
    if (facts.byAccount.size < users.size) {
      for (const account of facts.byAccount.keys()) if (users.has(account)) used++;
    } else for (const user of users) if (facts.byAccount.has(user)) used++;
  }
  return used / (users.size * contents.length);
}

/** How often these accounts send these contents. */
function usesBy(users: ReadonlySet<number>, part: readonly number[], nodes: readonly ContentNode[]): number {
  let total = 0;
  for (const i of part) {
    const { byAccount } = (nodes[i] as ContentNode).facts;
    if (byAccount.size < users.size) {
      for (const [account, count] of byAccount) if (users.has(account)) total += count;
    } else for (const user of users) total += byAccount.get(user) ?? 0;
  }
  return total;
}

function usersOf(part: readonly number[], nodes: readonly ContentNode[]): Set<number> {
  const counts = new Map<number, number>();
  for (const i of part) {
    for (const [account, count] of (nodes[i] as ContentNode).facts.byAccount)
      counts.set(account, (counts.get(account) ?? 0) + count);
  }
  return new Set([...counts].filter(([, count]) => count >= 2).map(([account]) => account));
}

function toRepertoire(part: readonly number[], nodes: readonly ContentNode[]): Repertoire {
  const repertoire: Repertoire = { families: new Set(), systems: new Set(), tools: new Set() };
  for (const i of part) {
    const node = nodes[i] as ContentNode;
    repertoire[node.type].add(node.at);
  }
  return repertoire;
}

/** Families of which most exchanges ask for special capabilities. */
function specialFamilies(profiles: readonly ContentProfile[]): Set<number> {
  const special = new Set<number>();
  profiles.forEach(({ capabilities }, at) => {
    let [count, total] = [0, 0];
    capabilities.forEach((exchanges, capability) => {
      total += exchanges;
      if (SPECIAL.has(capability)) count += exchanges;
    });
    if (count > 0.5 * total) special.add(at);
  });
  return special;
}

const NO_PARAMS: ReadonlyMap<number, number> = new Map();

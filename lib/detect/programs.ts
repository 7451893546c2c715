import { key64 } from '@/lib/model/hash';
import { averageLinkage, type WeightedPair } from './linkage';
import { lookupOf } from './lookup';
import { ListedSenders, type Lists, listsOf } from './senders';
import type { ContentFacts, Snapshot } from './snapshot';
import { clamp, logLift, sum } from './statistics';
import { binomialTail } from './statistics-tails';
import { COLUMN, CONTENT_TYPES, type ContentType } from './world-index';

/** Accounts that must send a content by a program for it to be a content of its own. */
const LEAST_USERS = 4;
/** Mean cosine of users from which parameter vectors are one program: an account that varies them uses several. */
const ONE_PROGRAM = 0.3;
/** Share of a content's users who must send it with parameters, for those without to be accounts of which they are not known. */
const USUALLY_KNOWN = 0.5;
/** Natural logarithm of how much likelier one program must be than any other for an account whose parameters are not known. */
const CLEARLY = 2;
/**
 * How much more of a content's users than of everybody else must use a program for it to be one, and the chance below which that is
 * no luck: the defaults that anybody may have are in use among the users of any content, and would cut a class or a crowd at random.
 */
const OWN = { times: 2, chance: 0.001 };
/** Others who must name their parameters for that to be known. */
const LEAST_OTHERS = 20;
/** What a content or value in common says at most about an account's program; they come together, so they count half. */
const MOST = 4;
const OVERLAP = 0.5;

/**
 * Divides contents by the program that sends them: a scaffold, a system prompt or a set of tools that one operation sends with
 * one parameter vector and others with another is as many contents, since what is public or common to several ties nobody;
 * what its users do with it does. Vectors that the same accounts use are one program. Accounts whose parameters are not
 * known go where what else they send and share puts them clearly. Answers the snapshot with the divided contents in the
 * place of the whole, which they name ({@link ContentFacts.whole}). Cells are changed where they are, since there are many.
 */
export function byProgram(world: Snapshot): Snapshot {
  const known = new Set(world.params.flatMap(({ byAccount }) => [...byAccount.keys()])).size;
  const elsewhere = new Elsewhere(world);
  let features: Lists | null = null;
  const divided = { ...world };
  for (const type of CONTENT_TYPES) {
    const usesOf = usesBy(world, type);
    const list: ContentFacts[] = [];
    const wholes = new Int32Array(world[type].length).fill(-1);
    const parts = new Map<number, (account: number, param: number) => number>();
    world[type].forEach((facts, at) => {
      // Too few to be two programs, as most are.
      const uses = facts.byAccount.size < 2 * LEAST_USERS ? null : usesOf(at);
      const programs = uses ? programsOf(elsewhere, known, uses) : [];
      if (!uses || programs.length === 0) {
        wholes[at] = list.push(facts) - 1;
        return;
      }
      features ??= featuresOf(world);
      parts.set(at, divide(world, facts, programs, uses, features, list));
    });
    const { cells } = world;
    const column = cells[COLUMN[type]];
    for (let account = 0; account < world.accounts.length; account++) {
      for (let i = cells.start(account); i < cells.end(account); i++) {
        const at = column[i] as number;
        if (at >= 0) column[i] = parts.get(at)?.(account, cells.param[i] as number) ?? (wholes[at] as number);
      }
    }
    divided[type] = list;
  }
  return divided;
}

/** The content that this one is a part of, or itself. */
export function wholeOf(facts: ContentFacts): ContentFacts {
  return facts.whole ?? facts;
}

/**
 * Who uses a content: of account i of `accounts`, the parameter vectors from `starts[i]` up to `starts[i + 1]`, each once (−1
 * where none is known), with its exchanges.
 */
interface Uses {
  accounts: number[];
  starts: number[];
  params: number[];
  counts: number[];
}

/** Answers who uses a content of one type. That is made when it is asked for, since of all contents it is large. */
function usesBy(world: Snapshot, type: ContentType): (at: number) => Uses {
  const { cells, [type]: contents } = world;
  const column = cells[COLUMN[type]];
  const from = new Int32Array(contents.length + 1);
  for (const at of column) if (at >= 0) from[at + 1] = (from[at + 1] as number) + 1;
  for (let at = 0; at < contents.length; at++) from[at + 1] = (from[at + 1] as number) + (from[at] as number);
  const users = new Int32Array(from[contents.length] as number);
  const sent = new Int32Array(users.length);
  const next = from.slice();
  for (let account = 0; account < world.accounts.length; account++) {
    for (let i = cells.start(account); i < cells.end(account); i++) {
      const at = column[i] as number;
      if (at < 0) continue;
      const place = next[at] as number;
      next[at] = place + 1;
      users[place] = account;
      sent[place] = i;
    }
  }
  return (at) => {
    const uses: Uses = { accounts: [], starts: [], params: [], counts: [] };
    let before = -1;
    for (let i = from[at] as number; i < (from[at + 1] as number); i++) {
      const param = cells.param[sent[i] as number] as number;
      const exchanges = cells.exchanges[sent[i] as number] as number;
      if (users[i] !== before) {
        before = users[i] as number;
        uses.accounts.push(before);
        uses.starts.push(uses.params.length);
      }
      const known = uses.params.indexOf(param, uses.starts.at(-1));
      if (known >= 0) uses.counts[known] = (uses.counts[known] as number) + exchanges;
      else {
        uses.params.push(param);
        uses.counts.push(exchanges);
      }
    }
    uses.starts.push(uses.params.length);
    return uses;
  };
}

/** The parameter vectors of account i. */
function paramsAt({ params, starts }: Uses, i: number): number[] {
  return params.slice(starts[i], starts[i + 1]);
}

interface Program {
  params: Set<number>;
  users: Set<number>;
}

/**
 * The programs by which enough accounts send a content; none when that is one program and nobody else, or when all of them are in
 * use everywhere. `known`: accounts whose parameters are known.
 */
function programsOf(elsewhere: Elsewhere, known: number, uses: Uses): Program[] {
  const users = new Map<number, number[]>();
  let inside = 0;
  uses.accounts.forEach((account, i) => {
    let named = false;
    for (let at = uses.starts[i] as number; at < (uses.starts[i + 1] as number); at++) {
      const param = uses.params[at] as number;
      if (param < 0) continue;
      named = true;
      const held = users.get(param);
      if (held) held.push(account);
      else users.set(param, [account]);
    }
    if (named) inside++;
  });
  if (users.size === 0 || uses.accounts.length < 2 * LEAST_USERS) return [];
  const vectors = [...users].filter(([, held]) => held.length > 1).sort(([a], [b]) => a - b);
  const place = new Map(vectors.map(([param], i) => [param, i]));
  const both = new Map<number, number>();
  uses.accounts.forEach((_, account) => {
    const own = paramsAt(uses, account)
      .flatMap((param) => place.get(param) ?? [])
      .sort((a, b) => a - b);
    own.forEach((a, i) => {
      for (const b of own.slice(i + 1))
        both.set(a * vectors.length + b, (both.get(a * vectors.length + b) ?? 0) + 1);
    });
  });
  const size = (i: number) => (vectors[i] as [number, number[]])[1].length;
  const pairs: WeightedPair[] = [...both].map(([name, count]) => {
    const [a, b] = [Math.floor(name / vectors.length), name % vectors.length];
    return { a, b, weight: count / Math.sqrt(size(a) * size(b)) };
  });
  const outside = Math.max(0, known - inside);
  const programs = averageLinkage(vectors.length, pairs, ONE_PROGRAM)
    .map((cluster) => ({
      params: new Set(cluster.map((i) => (vectors[i] as [number, number[]])[0])),
      users: new Set(cluster.flatMap((i) => (vectors[i] as [number, number[]])[1])),
    }))
    .filter((program) => program.users.size >= LEAST_USERS);
  const [first] = programs;
  if (!first || (programs.length === 1 && uses.accounts.length - first.users.size < LEAST_USERS)) return [];
  const own = outside < LEAST_OTHERS || programs.some((one) => isOwn(elsewhere, one, uses, inside, outside));
  return own ? programs : [];
}

/**
 * Whether far more of the content's users use a program than others do; where most of its users use several of its vectors, so must
 * who is counted. `inside`, `outside`: users and others whose parameters are known.
 */
function isOwn(
  elsewhere: Elsewhere,
  { params }: Program,
  uses: Uses,
  inside: number,
  outside: number,
): boolean {
  const here = uses.accounts.map((_, i) => paramsAt(uses, i).filter((param) => params.has(param)).length);
  const atLeast = (least: number) => here.filter((count) => count >= least).length;
  const least = atLeast(2) > atLeast(1) / 2 ? 2 : 1;
  const users = atLeast(least);
  const usual = Math.min(1, (elsewhere.count(params, uses, least) + 1) / (outside + 2));
  return users >= OWN.times * usual * inside && binomialTail(users, inside, usual) < OWN.chance;
}

/** Counts who uses a program without the content. A program in common use is asked for with one content after the other. */
class Elsewhere {
  private readonly counts: Uint16Array;
  /** Accounts that use at least so many of the parameter vectors, by both. */
  private readonly everywhere = new Map<string, number>();

  constructor(private readonly world: Snapshot) {
    this.counts = new Uint16Array(world.accounts.length);
  }

  /** Accounts that are not in `uses` and use at least so many of the parameter vectors. */
  count(params: ReadonlySet<number>, uses: Uses, least: number): number {
    const name = `${least} ${[...params].sort((a, b) => a - b).join(' ')}`;
    let all = this.everywhere.get(name);
    if (all === undefined) {
      all = this.countAll(params, least);
      this.everywhere.set(name, all);
    }
    const used = [...params].flatMap((param) => this.world.params[param]?.byAccount ?? []);
    for (const account of uses.accounts) {
      let own = 0;
      for (const byAccount of used) if (own < least && byAccount.has(account)) own++;
      if (own === least) all--;
    }
    return all;
  }

  private countAll(params: ReadonlySet<number>, least: number): number {
    const { counts } = this;
    let found = 0;
    for (const param of params) {
      for (const account of this.world.params[param]?.byAccount.keys() ?? []) {
        const count = (counts[account] as number) + 1;
        counts[account] = count;
        if (count === least) found++;
      }
    }
    for (const param of params)
      for (const account of this.world.params[param]?.byAccount.keys() ?? []) counts[account] = 0;
    return found;
  }
}

/** Adds the parts of a content to the list; answers where an account's exchanges with a parameter vector belong. */
function divide(
  world: Snapshot,
  facts: ContentFacts,
  programs: readonly Program[],
  uses: Uses,
  features: Lists,
  list: ContentFacts[],
): (account: number, param: number) => number {
  const ofParam = new Map(
    programs.flatMap(({ params }, i) => [...params].map((param) => [param, i] as const)),
  );
  const known = new Set(programs.flatMap(({ users }) => [...users]));
  const usual = known.size >= USUALLY_KNOWN * uses.accounts.length;
  let odds: ReturnType<typeof likenessOf> | null = null;
  const likelyHome = (account: number) => {
    if (!usual) return undefined;
    odds ??= likenessOf(programs, uses, features);
    return odds(account);
  };
  const REST = programs.length;
  const homes = new Map<number, number>();
  uses.accounts.forEach((account, i) => {
    const counts = new Array<number>(programs.length).fill(0);
    let silent = true;
    for (let at = uses.starts[i] as number; at < (uses.starts[i + 1] as number); at++) {
      const param = uses.params[at] as number;
      if (param >= 0) silent = false;
      const program = ofParam.get(param);
      if (program !== undefined) counts[program] = (counts[program] as number) + (uses.counts[at] as number);
    }
    const most = Math.max(...counts);
    homes.set(account, most > 0 ? counts.indexOf(most) : silent ? (likelyHome(account) ?? REST) : REST);
  });
  const partOf = (account: number, param: number) => ofParam.get(param) ?? homes.get(account) ?? REST;
  const sent = [...programs, null].map(() => new Map<number, number>());
  uses.accounts.forEach((account, i) => {
    for (let at = uses.starts[i] as number; at < (uses.starts[i + 1] as number); at++) {
      const part = sent[partOf(account, uses.params[at] as number)] as Map<number, number>;
      part.set(account, (part.get(account) ?? 0) + (uses.counts[at] as number));
    }
  });
  const parts: ContentFacts[] = sent.map((counts, i) => ({
    key: keyOf(facts.key, i === REST ? null : paramKey(world, programs[i] as Program)),
    anchors: facts.anchors,
    byAccount: new ListedSenders(Int32Array.from(counts.keys()), Int32Array.from(counts.values())),
    exchanges: sum([...counts.values()]),
    whole: facts,
    not: programs.flatMap(({ params }, other) =>
      other === i ? [] : [...params].map((param) => world.params[param]?.key as bigint),
    ),
  }));
  const places = parts.map((part) => (part.byAccount.size === 0 ? -1 : list.push(part) - 1));
  return (account, param) => places[partOf(account, param)] as number;
}

function paramKey(world: Snapshot, { params }: Program): bigint {
  return [...params]
    .map((param) => world.params[param]?.key as bigint)
    .sort((a, b) => (a < b ? -1 : 1))[0] as bigint;
}

function keyOf(whole: bigint, program: bigint | null): bigint {
  return key64(`program\0${whole}\0${program ?? ''}`);
}

/** What each account sends and shares, as numbers: contents of all types, then shared values. */
function featuresOf(world: Snapshot): Lists {
  const { values } = lookupOf(world);
  return listsOf(world.accounts.length, (add) => {
    let next = 0;
    for (const type of CONTENT_TYPES) {
      for (const { byAccount } of world[type]) {
        for (const account of byAccount.keys()) add(account, next);
        next++;
      }
    }
    values.forEach((own, account) => {
      for (const value of own) add(account, next + value);
    });
  });
}

/** Tells by the users of each program whose an account clearly is (naive Bayes); undefined when it is nobody's. */
function likenessOf(
  programs: readonly Program[],
  uses: Uses,
  features: Lists,
): (account: number) => number | undefined {
  if (programs.length === 1) return () => 0;
  const { from, items } = features;
  const width = programs.length + 1;
  const room = roomFor(features, width);
  /** Of a feature the users of each program that have it, then all users of the content. */
  const { counts, says, said } = room;
  const note = (account: number, column: number) => {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      const at = (items[i] as number) * width + column;
      counts[at] = (counts[at] as number) + 1;
    }
  };
  for (const [column, { users }] of programs.entries()) for (const account of users) note(account, column);
  for (const account of uses.accounts) note(account, programs.length);
  room.used = { accounts: uses.accounts, width };
  // What a feature says is the same of every account that has it.
  const say = (feature: number) => {
    const all = counts[feature * width + programs.length] as number;
    for (const [column, { users }] of programs.entries()) {
      const inside = counts[feature * width + column] as number;
      const outside = Math.max(0, all - inside);
      const lift = logLift(inside, users.size, outside, uses.accounts.length - users.size);
      says[feature * width + column] =
        inside + outside < LEAST_USERS ? 0 : OVERLAP * clamp(lift, -MOST, MOST);
    }
    said[feature] = 1;
  };
  return (account) => {
    const odds = programs.map(({ users }) => Math.log(users.size));
    for (let at = from[account] as number; at < (from[account + 1] as number); at++) {
      const feature = items[at] as number;
      if (said[feature] === 0) say(feature);
      for (let i = 0; i < odds.length; i++)
        odds[i] = (odds[i] as number) + (says[feature * width + i] as number);
    }
    const [best, second] = [...odds].sort((a, b) => b - a) as [number, number?];
    return best - (second as number) < CLEARLY ? undefined : odds.indexOf(best);
  };
}

/** Places by feature that one content after the other uses: as Maps they took most of the time and memory of dividing contents. */
interface Room {
  counts: Int32Array;
  says: Float64Array;
  said: Uint8Array;
  /** Whose features have anything in them, and how many places each takes. */
  used: { accounts: readonly number[]; width: number } | null;
}

const rooms = new WeakMap<Lists, Room>();

function roomFor(features: Lists, width: number): Room {
  const { from, items } = features;
  let room = rooms.get(features);
  const count = room?.said.length ?? items.reduce((most, feature) => Math.max(most, feature), -1) + 1;
  if (room?.used) {
    for (const account of room.used.accounts) {
      for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
        const feature = items[i] as number;
        room.counts.fill(0, feature * room.used.width, (feature + 1) * room.used.width);
        room.said[feature] = 0;
      }
    }
    room.used = null;
  }
  if (!room || room.counts.length < count * width) {
    room = {
      counts: new Int32Array(count * width),
      says: new Float64Array(count * width),
      said: new Uint8Array(count),
      used: null,
    };
    rooms.set(features, room);
  }
  return room;
}

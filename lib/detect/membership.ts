import type { IndicatorKind } from '@/lib/model/indicator';
import type { Harvest, Member } from './group';
import { HarvestTest } from './harvest-test';
import type { Repertoire } from './repertoire';
import type { Lists } from './senders';
import type { ContentFacts, Snapshot } from './snapshot';
import { clamp, cosine, logistic, logLift, quantile } from './statistics';
import {
  addCell,
  COLUMN,
  CONTENT_TYPES,
  type ContentProfile,
  type ContentType,
  emptyProfile,
  roomByValue,
  type WorldIndex,
} from './world-index';

/**
 * A card or an address that is not known says nothing; whoever presents none of the hidden reasoning that nearly all members present,
 * in so many exchanges, does not do what they do.
 */
const REASONING = 'reasoning';
const ENOUGH_REASONING = 5;
/** Values of accounts that can speak for or against membership, by what they speak of. Each kind counts once. */
const KINDS: { name: string; kinds: readonly IndicatorKind[] }[] = [
  { name: 'payment', kinds: ['payment_fingerprint', 'payment_bin'] },
  { name: 'mail', kinds: ['email_domain', 'email_pattern'] },
  { name: 'client', kinds: ['user_agent', 'ja4', 'signup_ja4'] },
  { name: REASONING, kinds: ['reasoning_ref'] },
  { name: 'network', kinds: ['address_block', 'signup_block'] },
];

const PLACE_OF: ReadonlyMap<IndicatorKind, number> = new Map(
  KINDS.flatMap(({ kinds }, place) => kinds.map((kind) => [kind, place] as const)),
);

const ROUNDS = 4;
const LEAST_MEMBERS = 4;
/** Natural logarithm of how much more often a content must be used inside than outside to be the group's own. */
const OWN_CONTENT = Math.log(6);
const CAP_FOR = 2.5;
const CAP_AGAINST = -2;
/** Cosine of parameter vectors from which two contents may come from one program. */
const SAME_PROGRAM = 0.2;
/** Cosine of capabilities from which two contents serve the same ends. */
const SAME_ENDS = 0.5;
/** Share of the members below which a content is a matter of few, and how far above the usual they may then use it. */
const FEW = 0.3;
const INTENSE = 3;
/** Uses per account, or share of the accounts, from which a content is more than a payload that several happened to send. */
const RECURRING = 1.5;
const WIDESPREAD = 0.1;
/** Share of the accounts that send a content again and again from which it is the group's whatever it asks for. */
const MOST = 0.5;

export interface Refined {
  members: Member[];
  harvest: Harvest;
}

/**
 * Who of a repertoire's users belongs together. A mixture model with two components, refitted a few times: how many
 * exchanges with the repertoire an account has (members have many, strangers one or two), whether it uses the repertoire
 * in the members' proportions, and whether it shares tools, parameters, payment, clients with them more than
 * strangers do (Fellegi & Sunter 1969; each kind of value counts once). Null when fewer than four remain.
 */
export function refine(index: WorldIndex, seed: Repertoire): Refined | null {
  const { world } = index;
  const harvest: Harvest = {
    families: new Set(seed.families),
    systems: new Set(seed.systems),
    tools: new Set(seed.tools),
    capabilities: new Set(),
  };
  const users = usersOf(world, harvest);
  let members = [...users.keys()].filter((account) => (users.get(account) ?? 0) >= 2);
  let scores = new Map<number, number>();
  const counts = new Counts(world, harvest, users.keys());
  for (let round = 0; round < ROUNDS && members.length >= LEAST_MEMBERS; round++) {
    scores = scoreUsers(index, counts, users, new Set(members));
    const next = [...scores].filter(([, score]) => score >= 0).map(([account]) => account);
    if (next.length === members.length && next.every((account, i) => account === members[i])) break;
    members = next;
  }
  if (members.length < LEAST_MEMBERS) return null;
  const own = ownContents(index, new Set(members), harvest);
  for (const type of ['families', 'systems', 'tools'] as const) {
    for (const at of seed[type]) if (!own[type].has(at)) harvest[type].delete(at);
    for (const at of own[type]) harvest[type].add(at);
  }
  if (harvest.families.size + harvest.systems.size + harvest.tools.size === 0) return null;
  const sent = new HarvestTest(world, harvest);
  const counted = members.map((account) => ({
    account,
    membership: logistic(clamp(scores.get(account) ?? 0, -8, 8)),
    harvest: sent.count(account),
  }));
  return { members: counted.filter((member) => member.harvest > 0), harvest };
}

/** The members that still belong when they are looked at as one group: a part may have brought strangers along. */
export function reconsider(index: WorldIndex, harvest: Harvest, members: readonly Member[]): Member[] {
  const users = new Map(members.map(({ account, harvest: count }) => [account, count]));
  const scores = scoreUsers(
    index,
    new Counts(index.world, harvest, users.keys()),
    users,
    new Set(users.keys()),
  );
  const kept = members.filter(({ account }) => (scores.get(account) ?? 0) >= 0);
  return kept.length < LEAST_MEMBERS ? [...members] : kept;
}

function usersOf(world: Snapshot, harvest: Harvest): Map<number, number> {
  const users = new Map<number, number>();
  const touched = new Set<number>();
  for (const type of ['families', 'systems', 'tools'] as const) {
    for (const at of harvest[type])
      for (const account of (world[type][at] as ContentFacts).byAccount.keys()) touched.add(account);
  }
  const sent = new HarvestTest(world, harvest);
  for (const account of [...touched].sort((a, b) => a - b)) users.set(account, sent.count(account));
  return users;
}

/**
 * Contents that members use far more than everybody else, by exchanges and by accounts. With a harvest given, only what
 * fits it: sent by the same program or for the same ends, and not by chance. Accounts of a pool also share what its
 * customers send through them, which is no harvest.
 */
export function ownContents(index: WorldIndex, members: ReadonlySet<number>, core?: Harvest): Repertoire {
  const { world } = index;
  const own: Repertoire = { families: new Set(), systems: new Set(), tools: new Set() };
  let inside = 0;
  for (const account of members) inside += world.accounts[account]?.exchanges ?? 0;
  const outside = world.exchanges - inside;
  const outsiders = world.accounts.length - members.size;
  const least = Math.max(3, 0.02 * members.size);
  const kind = core ? profileOf(world, members, core) : null;
  const sent = core && new HarvestTest(world, core);
  const usual = sent
    ? quantile(
        [...members].map((account) => sent.count(account)),
        0.5,
      )
    : 0;
  for (const type of CONTENT_TYPES) {
    const likely = new Map<number, { perUser: number; share: number }>();
    for (const [at, { users, exchanges }] of usesOf(index, type, members)) {
      if (users < least) continue;
      const content = world[type][at] as ContentFacts;
      const byExchanges = logLift(exchanges, inside, content.exchanges - exchanges, outside);
      const byAccounts = logLift(users, members.size, content.byAccount.size - users, outsiders);
      if (byExchanges < OWN_CONTENT || byAccounts < OWN_CONTENT / 2) continue;
      if (!kind || core?.[type].has(at)) own[type].add(at);
      // What a few members send all the time, and the others never, is the business of those few.
      else if (users >= FEW * members.size || exchanges / users <= INTENSE * Math.max(1, usual))
        likely.set(at, { perUser: exchanges / users, share: users / members.size });
    }
    if (!kind || likely.size === 0) continue;
    const profiles = profilesIn(world, type, members, likely);
    for (const [at, { perUser, share }] of likely)
      if (fits(profiles.get(at) ?? emptyProfile(), kind, perUser, share)) own[type].add(at);
  }
  return own;
}

/** By what program the members send each of these contents, and what for. Others may send the same by another one. */
function profilesIn(
  world: Snapshot,
  type: ContentType,
  members: ReadonlySet<number>,
  contents: ReadonlyMap<number, unknown>,
): Map<number, ContentProfile> {
  const profiles = new Map<number, ContentProfile>();
  const { cells } = world;
  const column = cells[COLUMN[type]];
  for (const account of members) {
    for (let i = cells.start(account); i < cells.end(account); i++) {
      const at = column[i] as number;
      if (!contents.has(at)) continue;
      let profile = profiles.get(at);
      if (!profile) {
        profile = emptyProfile();
        profiles.set(at, profile);
      }
      addCell(profile, cells, i);
    }
  }
  return profiles;
}

/** How many of the accounts use each content they use, and how often. */
function usesOf(
  { used }: WorldIndex,
  type: ContentType,
  members: ReadonlySet<number>,
): Map<number, { users: number; exchanges: number }> {
  const uses = new Map<number, { users: number; exchanges: number }>();
  const { from, items, exchanges } = used[type];
  for (const account of members) {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      const at = items[i] as number;
      const held = uses.get(at);
      if (held) {
        held.users++;
        held.exchanges += exchanges[i] as number;
      } else uses.set(at, { users: 1, exchanges: exchanges[i] as number });
    }
  }
  return uses;
}

/** By what program the members send the harvest, and what for. */
export function profileOf(world: Snapshot, members: Iterable<number>, harvest: Harvest): ContentProfile {
  const profile = emptyProfile();
  const { cells } = world;
  const sent = new HarvestTest(world, harvest);
  for (const account of members)
    for (let i = cells.start(account); i < cells.end(account); i++)
      if (sent.is(i)) addCell(profile, cells, i);
  return profile;
}

/**
 * Whether a content that members share belongs to the harvest of this kind: it runs by the same parameters, or where
 * records name none, most accounts keep sending it, or it asks for the same and is used more than once or by many.
 */
export function fits(content: ContentProfile, kind: ContentProfile, perUser: number, share: number): boolean {
  if (content.params.size > 0 && kind.params.size > 0)
    return cosine(content.params, kind.params) >= SAME_PROGRAM;
  if (perUser >= RECURRING && share >= MOST) return true;
  return (
    dot(content.capabilities, kind.capabilities) >= SAME_ENDS && (perUser >= RECURRING || share >= WIDESPREAD)
  );
}

/** Cosine of two dense vectors; 0 when either is empty. */
export function dot(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

function scoreUsers(
  index: WorldIndex,
  counts: Counts,
  users: ReadonlyMap<number, number>,
  members: ReadonlySet<number>,
): Map<number, number> {
  const amounts = [...members].map((account) => Math.log(users.get(account) ?? 1));
  const centre = quantile(amounts, 0.5);
  const spread = Math.max(0.7, (quantile(amounts, 0.84) - quantile(amounts, 0.16)) / 2);
  const strangers = users.size - members.size;
  const prior = clamp(Math.log((members.size + 1) / (strangers + 1)), -1, 2);
  const profile = new Profile(counts, members);
  const values = new ValueOdds(index, members);
  const scores = new Map<number, number>();
  for (const [account, count] of users) {
    const amount = Math.log(count);
    // Members lie around the members' median, never below one exchange in e^2 spreads; strangers fade from one upwards.
    const z = Math.min(0, (amount - centre) / spread);
    const density = -0.5 * z * z - Math.log(spread) - 0.9 + amount * 1.5;
    const volume = clamp(centre < 0.5 ? 0 : density, -5, 4);
    scores.set(account, prior + volume + profile.odds(account) + values.odds(account, count));
  }
  return scores;
}

const COLUMNS = ['family', 'tool', 'param', 'system'] as const;
type Column = (typeof COLUMNS)[number];

/** Of each user the values of a column in a harvest, each once, and in the same places their exchanges. */
interface Shown extends Lists {
  exchanges: Int32Array;
}

/** Exchanges of a harvest by what they show of each column, counted once over all rounds. */
class Counts {
  /** Places in the lists, by account. */
  private readonly places = new Map<number, number>();
  private readonly shown: Record<Column, Shown>;

  constructor(world: Snapshot, harvest: Harvest, users: Iterable<number>) {
    const accounts = [...users];
    for (const [place, account] of accounts.entries()) this.places.set(account, place);
    const sent = new HarvestTest(world, harvest);
    const [family, tool, param, system] = COLUMNS.map((column) =>
      shownBy(world, accounts, column, (i, value) =>
        column === 'family'
          ? harvest.families.has(value) && sent.is(i)
          : (value >= 0 || column === 'tool') && sent.is(i),
      ),
    ) as [Shown, Shown, Shown, Shown];
    this.shown = { family, tool, param, system };
  }

  /** Calls back with each value that an account shows of a column, and how often it does. */
  each(account: number, column: Column, use: (value: number, exchanges: number) => void): void {
    const { from, items, exchanges } = this.shown[column];
    const place = this.places.get(account);
    if (place === undefined) return;
    for (let i = from[place] as number; i < (from[place + 1] as number); i++)
      use(items[i] as number, exchanges[i] as number);
  }
}

function shownBy(
  world: Snapshot,
  accounts: readonly number[],
  column: Column,
  counts: (i: number, value: number) => boolean,
): Shown {
  const { cells } = world;
  // Where a value stands among those of an account.
  const met = roomByValue(world);
  const values = cells[column];
  const from = new Int32Array(accounts.length + 1);
  const [items, exchanges]: [number[], number[]] = [[], []];
  for (const [place, account] of accounts.entries()) {
    const first = items.length;
    for (let i = cells.start(account); i < cells.end(account); i++) {
      const value = values[i] as number;
      if (!counts(i, value)) continue;
      let at = met[value + 1] as number;
      if (at === 0) {
        at = items.push(value);
        exchanges.push(0);
        met[value + 1] = at;
      }
      exchanges[at - 1] = (exchanges[at - 1] as number) + (cells.exchanges[i] as number);
    }
    for (let at = first; at < items.length; at++) met[(items[at] as number) + 1] = 0;
    from[place + 1] = items.length;
  }
  return { from, items: Int32Array.from(items), exchanges: Int32Array.from(exchanges) };
}

/** In which proportions members use the families, tools and parameters of the harvest. */
class Profile {
  private readonly families: Map<number, number>;
  private readonly typical: number;
  private readonly programs: { column: 'tool' | 'param' | 'system'; shares: Map<number, number> }[] = [];

  constructor(
    private readonly counts: Counts,
    members: ReadonlySet<number>,
  ) {
    this.families = sharesOf(members, counts, 'family');
    for (const column of ['tool', 'param', 'system'] as const) {
      const shares = sharesOf(members, counts, column);
      this.programs.push({ column, shares });
    }
    const distances = [...members].map((account) => this.distance(account)).filter((d) => Number.isFinite(d));
    this.typical =
      distances.length === 0
        ? 0
        : quantile(distances, 0.5) + 2 * (quantile(distances, 0.75) - quantile(distances, 0.5));
  }

  /** Against accounts that use only a part of the repertoire, or use it by another program. */
  odds(account: number): number {
    const excess = this.distance(account) - Math.max(0.55, this.typical + 0.15);
    let odds = excess > 0 ? -clamp(6 * excess, 0, 4) : 0;
    for (const { column, shares } of this.programs) {
      let [total, met] = [0, 0];
      this.counts.each(account, column, (value, count) => {
        total += count;
        met += count * (shares.get(value) ?? 0);
      });
      if (total < 2 || shares.size === 0) continue;
      let typical = 0;
      for (const share of shares.values()) typical += share * share;
      if (met / total < 0.25 * typical) odds -= 2;
    }
    return odds;
  }

  /** Kullback-Leibler divergence of the account's use of families from the members', in nats, less its small-sample bias. */
  private distance(account: number): number {
    let total = 0;
    this.counts.each(account, 'family', (_, count) => {
      total += count;
    });
    if (total < 4) return Number.NaN;
    let nats = 0;
    this.counts.each(account, 'family', (family, count) => {
      nats += (count / total) * Math.log(count / total / Math.max(this.families.get(family) ?? 0, 1e-4));
    });
    return Math.max(0, nats - (this.families.size - 1) / (2 * total));
  }
}

/** Mean over accounts of the shares that values have in each. */
function sharesOf(accounts: ReadonlySet<number>, counts: Counts, column: Column): Map<number, number> {
  const sums = new Map<number, number>();
  let total = 0;
  for (const account of accounts) {
    counts.each(account, column, (value, count) => {
      sums.set(value, (sums.get(value) ?? 0) + count);
      total += count;
    });
  }
  for (const [value, sum] of sums) sums.set(value, sum / total);
  return sums;
}

/** Log-odds of what an account shares with members outside of content. */
class ValueOdds {
  private readonly lifts = new Map<number, number>();
  private readonly covered = new Map<string, number>();

  constructor(
    private readonly index: WorldIndex,
    private readonly members: ReadonlySet<number>,
  ) {
    const { world } = index;
    const inside = new Map<number, number>();
    for (const account of members)
      for (const value of index.values[account] ?? []) inside.set(value, (inside.get(value) ?? 0) + 1);
    const outsiders = world.accounts.length - members.size;
    for (const [value, count] of inside) {
      if (count < 3) continue;
      const all = world.shared[value]?.accounts.length ?? 0;
      const lift = logLift(count, members.size, all - count, outsiders);
      if (lift > 1) this.lifts.set(value, lift);
    }
    for (const [place, { name }] of KINDS.entries()) {
      let [have, hit] = [0, 0];
      for (const account of members) {
        const own = this.own(account, place);
        if (own.length === 0) continue;
        have++;
        if (own.some((value) => this.lifts.has(value))) hit++;
      }
      if (have >= 0.5 * members.size)
        this.covered.set(name, hit / (name === REASONING ? members.size : have));
    }
  }

  /** `count`: how much of the harvest the account sent. */
  odds(account: number, count: number): number {
    let odds = 0;
    for (const [place, { name }] of KINDS.entries()) {
      const own = this.own(account, place);
      let best = 0;
      for (const value of own) best = Math.max(best, this.lifts.get(value) ?? 0);
      if (best > 0) odds += Math.min(CAP_FOR, best) * (this.members.has(account) ? 0.5 : 0.7);
      else if (own.length > 0 || (name === REASONING && count >= ENOUGH_REASONING))
        odds += Math.max(CAP_AGAINST, Math.log(1.02 - (this.covered.get(name) ?? 0)) / 2);
    }
    return odds;
  }

  private own(account: number, place: number): readonly number[] {
    return ownValues(this.index, account)[place] ?? [];
  }
}

const sorted = new WeakMap<WorldIndex, Map<number, number[][]>>();

/** An account's values in the order of {@link KINDS}, sorted once for all groups. */
function ownValues(index: WorldIndex, account: number): readonly (readonly number[])[] {
  let known = sorted.get(index);
  if (!known) {
    known = new Map();
    sorted.set(index, known);
  }
  let own = known.get(account);
  if (!own) {
    const { world, values } = index;
    own = KINDS.map(() => []);
    for (const value of values[account] ?? []) {
      const place = PLACE_OF.get(world.shared[value]?.kind as IndicatorKind);
      if (place !== undefined) own[place]?.push(value);
    }
    known.set(account, own);
  }
  return own;
}

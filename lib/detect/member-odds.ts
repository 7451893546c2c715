import type { IndicatorKind } from '@/lib/model/indicator';
import type { Harvest } from './group';
import { HarvestTest } from './harvest-test';
import type { Lists } from './senders';
import type { Snapshot } from './snapshot';
import { clamp, logLift, quantile } from './statistics';
import { roomByValue, type WorldIndex } from './world-index';

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

const CAP_FOR = 2.5;
const CAP_AGAINST = -2;

/**
 * Of each user the log-odds of being a member: how much of the harvest it sent, in the members' proportions, and what it shares with
 * them otherwise.
 */
export function scoreUsers(
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

type Column = 'family' | 'tool' | 'param' | 'system';

/** Of each user the values of a column in a harvest, each once, and in the same places their exchanges. */
interface Shown extends Lists {
  exchanges: Int32Array;
}

/** Exchanges of a harvest by what they show of each column, counted once over all rounds. */
export class Counts {
  /** Places in the lists, by account. */
  private readonly places = new Map<number, number>();
  private readonly shown: Record<Column, Shown>;

  constructor(world: Snapshot, harvest: Harvest, users: Iterable<number>) {
    const accounts = [...users];
    for (const [place, account] of accounts.entries()) this.places.set(account, place);
    const cells = harvestOf(world, harvest, accounts);
    this.shown = {
      family: shownBy(world, cells, 'family', (value) => harvest.families.has(value)),
      tool: shownBy(world, cells, 'tool', () => true),
      param: shownBy(world, cells, 'param', (value) => value >= 0),
      system: shownBy(world, cells, 'system', (value) => value >= 0),
    };
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

/** Places of the cells that are harvest, by place in the list of accounts: few of many, and looked through by column. */
function harvestOf(world: Snapshot, harvest: Harvest, accounts: readonly number[]): Lists {
  const { cells } = world;
  const sent = new HarvestTest(world, harvest);
  const from = new Int32Array(accounts.length + 1);
  const items: number[] = [];
  for (const [place, account] of accounts.entries()) {
    for (let i = cells.start(account); i < cells.end(account); i++) if (sent.is(i)) items.push(i);
    from[place + 1] = items.length;
  }
  return { from, items: Int32Array.from(items) };
}

function shownBy(world: Snapshot, harvest: Lists, column: Column, counts: (value: number) => boolean): Shown {
  // Where a value stands among those of an account.
  const met = roomByValue(world);
  const values = world.cells[column];
  const sent = world.cells.exchanges;
  const from = new Int32Array(harvest.from.length);
  const [items, exchanges]: [number[], number[]] = [[], []];
  for (let place = 0; place + 1 < from.length; place++) {
    const first = items.length;
    for (let i = harvest.from[place] as number; i < (harvest.from[place + 1] as number); i++) {
      const cell = harvest.items[i] as number;
      const value = values[cell] as number;
      if (!counts(value)) continue;
      let at = met[value + 1] as number;
      if (at === 0) {
        at = items.push(value);
        exchanges.push(0);
        met[value + 1] = at;
      }
      exchanges[at - 1] = (exchanges[at - 1] as number) + (sent[cell] as number);
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

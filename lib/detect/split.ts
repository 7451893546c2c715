import type { IndicatorKind } from '@/lib/model/indicator';
import { roomByValue, type WorldIndex } from './world-index';

/** Kinds of facts by which two operations in one group may differ. */
type Facet = 'scaffolds' | 'program' | 'client' | 'identity' | 'customer';

interface Feature {
  facet: Facet;
  /** Whether each account, in the order given, has it. */
  has: Uint8Array;
  count: number;
}

const CLIENT: readonly IndicatorKind[] = ['user_agent', 'ja4', 'signup_ja4'];
const LEAST_ACCOUNTS = 4;
const LEAST_SHARE = 0.03;
const MOST_FEATURES = 90;
const SEEDS = 12;
const ROUNDS = 8;
/** Difference of a feature's rate between two parts from which it tells them apart. */
const APART = 0.8;

/**
 * Cuts a group in two where it is two operations that have a scaffold in common: a Bernoulli mixture of two parts over
 * what accounts use and are (hard assignment, started from each of the most even features). A cut holds only when the
 * parts differ almost wholly in scaffolds or program and in a second facet as well: accounts of one operation that were
 * given different scaffolds still share program, clients and standing. Answers null when there is no such cut.
 */
export function splitInTwo(index: WorldIndex, accounts: readonly number[]): [number[], number[]] | null {
  if (accounts.length < 2 * LEAST_ACCOUNTS) return null;
  const features = featuresOf(index, accounts);
  const even = [...features.keys()]
    .sort(
      (a, b) =>
        evenness(features[b] as Feature, accounts.length) -
          evenness(features[a] as Feature, accounts.length) || a - b,
    )
    .slice(0, SEEDS);
  let best: { parts: Uint8Array; worth: number } | null = null;
  for (const seed of even) {
    const parts = settle(features, Uint8Array.from((features[seed] as Feature).has), accounts.length);
    const worth = worthOf(features, parts, accounts.length);
    if (worth > 0 && (!best || worth > best.worth)) best = { parts, worth };
  }
  if (!best) return null;
  const { parts } = best;
  return [accounts.filter((_, i) => parts[i] === 0), accounts.filter((_, i) => parts[i] === 1)];
}

/** The columns of cells that tell operations apart, with the least share of an account's exchanges that counts as use. */
const COLUMNS = [
  { column: 'family', facet: 'scaffolds' },
  { column: 'system', facet: 'scaffolds' },
  { column: 'tool', facet: 'program' },
  { column: 'param', facet: 'program' },
] as const;

/**
 * The features that tell most evenly. Looked through twice, first to count: of a large group there are as many features as
 * contents, and whether each account has one is written down only of those that are left.
 */
function featuresOf(index: WorldIndex, accounts: readonly number[]): Feature[] {
  const named = new Named();
  eachFeature(index, accounts, (i, facet, column, value) => named.note(i, facet, column, value));
  const least = Math.max(LEAST_ACCOUNTS, LEAST_SHARE * accounts.length);
  const chosen = named.list
    .filter(({ count }) => count >= least && count <= accounts.length - least)
    .map((found) => ({ found, name: found.name() }))
    .sort(
      (a, b) =>
        evenness(b.found, accounts.length) - evenness(a.found, accounts.length) || (a.name < b.name ? -1 : 1),
    )
    .slice(0, MOST_FEATURES)
    .map(({ found }) => found);
  for (const found of chosen) found.has = new Uint8Array(accounts.length);
  eachFeature(index, accounts, (i, _, column, value) => {
    const { has } = named.get(column, value) ?? {};
    if (has) has[i] = 1;
  });
  return chosen.map(({ facet, has, count }) => ({ facet, has: has as Uint8Array, count }));
}

/** Account i has this: a value of a column, or a fact that has a name alone. */
type Note = (i: number, facet: Facet, column: string, value?: number) => void;

function eachFeature({ world, values }: WorldIndex, accounts: readonly number[], note: Note): void {
  const { cells } = world;
  // Exchanges of one account.
  const counts = roomByValue(world);
  const met: number[] = [];
  accounts.forEach((account, i) => {
    const [start, end] = [cells.start(account), cells.end(account)];
    let total = 0;
    for (let place = start; place < end; place++) total += cells.exchanges[place] as number;
    for (const { column, facet } of COLUMNS) {
      const values = cells[column];
      for (let place = start; place < end; place++) {
        const value = values[place] as number;
        if (value < 0 && column !== 'param') continue;
        if (counts[value + 1] === 0) met.push(value);
        counts[value + 1] = (counts[value + 1] as number) + (cells.exchanges[place] as number);
      }
      const least = facet === 'scaffolds' ? Math.min(2, total / 20) : 0.3 * total;
      for (const value of met) {
        if ((counts[value + 1] as number) >= least) note(i, facet, column, value);
        counts[value + 1] = 0;
      }
      met.length = 0;
    }
    for (const value of values[account] ?? []) {
      const shared = world.shared[value];
      if (shared && CLIENT.includes(shared.kind)) note(i, 'client', '', value);
    }
    const { createdAt, paymentBin, emailDomain, organization, pathway } = world.accounts[account] ?? {};
    if (createdAt === null) note(i, 'identity', 'placeholder');
    if (paymentBin) note(i, 'identity', 'paid');
    if (emailDomain) note(i, 'identity', 'mail');
    note(i, 'customer', organization ? `organization ${organization}` : 'none');
    if (pathway === 'education' || pathway === 'reseller' || pathway === 'enterprise')
      note(i, 'customer', pathway);
  });
}

interface Found {
  facet: Facet;
  name: () => string;
  count: number;
  /** The account that was counted last. */
  last: number;
  has?: Uint8Array;
}

/** In place of a value, of facts that have a name alone. */
const ALONE = -2;

/** Counts features by name. Names are put together only of those that are left in the end: of large groups there are many. */
class Named {
  readonly list: Found[] = [];
  private readonly known = new Map<string, Map<number, Found>>();

  note(i: number, facet: Facet, column: string, value = ALONE): void {
    let own = this.known.get(column);
    if (!own) {
      own = new Map();
      this.known.set(column, own);
    }
    let found = own.get(value);
    if (!found) {
      const words = value === ALONE ? column : column === '' ? String(value) : `${column} ${value}`;
      found = { facet, name: () => `${facet} ${words}`, count: 0, last: -1 };
      own.set(value, found);
      this.list.push(found);
    }
    if (found.last !== i) found.count++;
    found.last = i;
  }

  get(column: string, value = ALONE): Found | undefined {
    return this.known.get(column)?.get(value);
  }
}

function evenness({ count }: Pick<Feature, 'count'>, total: number): number {
  return Math.min(count, total - count);
}

/** A few rounds of assigning each account to the part under which its features are likelier. */
function settle(features: readonly Feature[], start: Uint8Array, total: number): Uint8Array {
  let parts = start;
  for (let round = 0; round < ROUNDS; round++) {
    const sizes = [0, 0];
    for (const part of parts) sizes[part] = (sizes[part] ?? 0) + 1;
    const odds = new Float64Array(total).fill(
      Math.log(((sizes[1] as number) + 1) / ((sizes[0] as number) + 1)),
    );
    for (const { has } of features) {
      const rates = ratesOf(has, parts, sizes);
      const yes = Math.log(rates[1] / rates[0]);
      const no = Math.log((1 - rates[1]) / (1 - rates[0]));
      for (let i = 0; i < total; i++) odds[i] = (odds[i] as number) + (has[i] === 1 ? yes : no);
    }
    const next = Uint8Array.from(odds, (value) => (value > 0 ? 1 : 0));
    if (next.every((part, i) => part === parts[i])) break;
    parts = next;
  }
  return parts;
}

function ratesOf(has: Uint8Array, parts: Uint8Array, sizes: readonly number[]): [number, number] {
  const counts = [0, 0];
  for (let i = 0; i < has.length; i++)
    if (has[i] === 1) counts[parts[i] as number] = (counts[parts[i] as number] ?? 0) + 1;
  return [
    ((counts[0] as number) + 0.5) / ((sizes[0] as number) + 1),
    ((counts[1] as number) + 0.5) / ((sizes[1] as number) + 1),
  ];
}

/** How many facets tell the parts apart, with how much each does; 0 when the cut does not hold. */
function worthOf(features: readonly Feature[], parts: Uint8Array, total: number): number {
  const sizes = [0, 0];
  for (const part of parts) sizes[part] = (sizes[part] ?? 0) + 1;
  if (Math.min(...sizes) < Math.max(LEAST_ACCOUNTS, LEAST_SHARE * total)) return 0;
  const apart = new Map<Facet, number>();
  for (const { facet, has } of features) {
    const rates = ratesOf(has, parts, sizes);
    const difference = Math.abs(rates[1] - rates[0]);
    if (difference >= APART) apart.set(facet, Math.max(apart.get(facet) ?? 0, difference));
  }
  if (apart.size < 2 || !(apart.has('scaffolds') || apart.has('program'))) return 0;
  return [...apart.values()].reduce((a, b) => a + b, 0);
}

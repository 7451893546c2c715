import { type AnchorRow, scaffoldFamilies } from '@/lib/text/family';
import { CONTENT_COLUMNS, type Exchanges } from './exchanges';
import type { Cell, ContentFacts, Snapshot } from './snapshot';

/** Fewest accounts that must send something constant before it counts as shared. */
const LEAST_ACCOUNTS = 3;
/** Exchanges in which an account repeats words that nobody else sends: its own template. */
const LEAST_OWN = 4;

type Content = Pick<Snapshot, 'families' | 'systems' | 'tools' | 'params' | 'cells' | 'ownSystem'>;
type Sent = Pick<Exchanges, (typeof CONTENT_COLUMNS)[number] | 'capability' | 'from' | 'keys'>;

/**
 * What is constant in prompts across accounts. Keys that only one account ever sent count as none. Labels in the same order
 * (a frame) around an account's own recurring words are its own template, not a shared one: they do not count.
 */
export function contentOf(sent: Sent): Content {
  const { from, capability } = sent;
  const count = capability.length;
  const shared = sharedKeys(sent);
  const own = ownKeys(sent, shared);
  const common = (column: Int32Array, i: number) => {
    const key = column[i] as number;
    return shared[key] === 1 ? key : 0;
  };
  const frameOf = (i: number) =>
    common(sent.system, i) === 0 &&
    common(sent.head, i) === 0 &&
    common(sent.tail, i) === 0 &&
    (own[sent.system[i] as number] || own[sent.head[i] as number] || own[sent.tail[i] as number])
      ? 0
      : common(sent.frame, i);

  const combinations = new Combinations();
  const combined = new Int32Array(count);
  const ownSystem = new Map<number, number>();
  for (let account = 0; account + 1 < from.length; account++) {
    let repeated = 0;
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      combined[i] = combinations.note(common(sent.head, i), common(sent.tail, i), frameOf(i), account);
      if (own[sent.system[i] as number]) repeated++;
    }
    if (repeated > 0) ownSystem.set(account, repeated);
  }
  const keyOf = (key: number) => sent.keys.key(key);
  const { families: found, ofRow } = scaffoldFamilies(combinations.rows, {
    leastAccounts: LEAST_ACCOUNTS,
    keyOf,
  });
  const numbers = new Map(found.map((family, i) => [family, i + 1]));
  const familyOf = Int32Array.from(ofRow, (family) => (family ? (numbers.get(family) as number) : 0));

  const families = contentsOf(
    from,
    (i) => familyOf[combined[i] as number] as number,
    found.length,
    (number) => {
      const { id, anchors } = found[number - 1] as (typeof found)[number];
      return { key: id, anchors: anchors.map(({ key }) => keyOf(key)) };
    },
  );
  const simple = (column: Int32Array) =>
    contentsOf(
      from,
      (i) => common(column, i),
      sent.keys.size,
      (number) => ({ key: keyOf(number), anchors: [keyOf(number)] }),
    );
  const systems = simple(sent.system);
  const tools = simple(sent.tool);
  const params = simple(sent.param);
  return {
    families: families.list,
    systems: systems.list,
    tools: tools.list,
    params: params.list,
    cells: cellsOf(from, [
      (i) => families.places[familyOf[combined[i] as number] as number] as number,
      (i) => systems.places[common(sent.system, i)] as number,
      (i) => tools.places[common(sent.tool, i)] as number,
      (i) => params.places[common(sent.param, i)] as number,
      (i) => capability[i] as number,
    ]),
    ownSystem,
  };
}

/** By key, 1 where several accounts sent it. */
function sharedKeys(sent: Sent): Uint8Array {
  const shared = new Uint8Array(sent.keys.size + 1);
  const sender = new Int32Array(sent.keys.size + 1).fill(-1);
  for (const name of CONTENT_COLUMNS) {
    const column = sent[name];
    for (let account = 0; account + 1 < sent.from.length; account++) {
      for (let i = sent.from[account] as number; i < (sent.from[account + 1] as number); i++) {
        const key = column[i] as number;
        if (sender[key] === -1) sender[key] = account;
        else if (sender[key] !== account) shared[key] = 1;
      }
    }
  }
  shared[0] = 0;
  return shared;
}

/** By key, 1 where only one account sent it, again and again, as words around its prompts. */
function ownKeys(sent: Sent, shared: Uint8Array): Uint8Array {
  const uses = new Int32Array(shared.length);
  for (const column of [sent.system, sent.head, sent.tail])
    for (const key of column) uses[key] = (uses[key] as number) + 1;
  const own = Uint8Array.from(uses, (n, key) => (n >= LEAST_OWN && shared[key] === 0 ? 1 : 0));
  own[0] = 0;
  return own;
}

/** The contents that enough accounts send, ordered by key, and by number the place of each there, −1 for none. */
function contentsOf(
  from: Int32Array,
  numberOf: (i: number) => number,
  numbers: number,
  describe: (number: number) => Pick<ContentFacts, 'key' | 'anchors'>,
): { list: ContentFacts[]; places: Int32Array } {
  const users = new Int32Array(numbers + 1);
  const last = new Int32Array(numbers + 1).fill(-1);
  const each = (visit: (number: number, account: number) => void) => {
    for (let account = 0; account + 1 < from.length; account++)
      for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
        const number = numberOf(i);
        if (number !== 0) visit(number, account);
      }
  };
  each((number, account) => {
    if (last[number] !== account) users[number] = (users[number] as number) + 1;
    last[number] = account;
  });
  const facts = new Map<number, ContentFacts>();
  users.forEach((n, number) => {
    if (n >= LEAST_ACCOUNTS) facts.set(number, { ...describe(number), byAccount: new Map(), exchanges: 0 });
  });
  each((number, account) => {
    if ((users[number] as number) < LEAST_ACCOUNTS) return;
    const held = facts.get(number) as ContentFacts;
    held.byAccount.set(account, (held.byAccount.get(account) ?? 0) + 1);
    held.exchanges++;
  });
  const sorted = [...facts].sort(([, a], [, b]) => (a.key < b.key ? -1 : 1));
  const places = new Int32Array(numbers + 1).fill(-1);
  sorted.forEach(([number], place) => {
    places[number] = place;
  });
  return { list: sorted.map(([, one]) => one), places };
}

/** Adds up each account's exchanges by what they show, in the order of the columns. */
function cellsOf(from: Int32Array, columns: readonly ((i: number) => number)[]): Cell[][] {
  const cells: Cell[][] = [];
  for (let account = 0; account + 1 < from.length; account++) {
    const start = from[account] as number;
    const length = (from[account + 1] as number) - start;
    const shown = columns.map((shownAt) => Int32Array.from({ length }, (_, i) => shownAt(start + i)));
    const compare = (a: number, b: number) => {
      for (const column of shown) {
        const difference = (column[a] as number) - (column[b] as number);
        if (difference !== 0) return difference;
      }
      return 0;
    };
    const order = Int32Array.from({ length }, (_, i) => i).sort(compare);
    const own: Cell[] = [];
    order.forEach((i, rank) => {
      if (rank > 0 && compare(i, order[rank - 1] as number) === 0) {
        (own.at(-1) as Cell).exchanges++;
        return;
      }
      const [family, system, tool, param, capability] = shown.map((column) => column[i] as number);
      own.push({
        family: family as number,
        system: system as number,
        tool: tool as number,
        param: param as number,
        capability: capability as number,
        exchanges: 1,
      });
    });
    cells.push(own);
  }
  return cells;
}

/** Numbers below this can be put together in pairs that are exact. */
const MOST_NUMBERS = 2 ** 26;

/** The combinations of anchors that exchanges show, each once, with how often they were seen; asked for by account. */
class Combinations {
  readonly rows: AnchorRow<number>[] = [];
  private readonly pairs = new Map<number, number>();
  private readonly places = new Map<number, number>();
  private readonly last: number[] = [];

  /** Counts an exchange and answers the place of its combination. */
  note(head: number, tail: number, frame: number, account: number): number {
    const pair = head * MOST_NUMBERS + tail;
    let pairNumber = this.pairs.get(pair);
    if (pairNumber === undefined) {
      pairNumber = this.pairs.size;
      this.pairs.set(pair, pairNumber);
    }
    const name = pairNumber * MOST_NUMBERS + frame;
    let place = this.places.get(name);
    if (place === undefined) {
      place =
        this.rows.push({
          head: head || null,
          tail: tail || null,
          frame: frame || null,
          accounts: 0,
          exchanges: 0,
        }) - 1;
      this.places.set(name, place);
      this.last.push(-1);
    }
    const held = this.rows[place] as AnchorRow<number>;
    held.exchanges++;
    if (this.last[place] !== account) held.accounts++;
    this.last[place] = account;
    return place;
  }
}

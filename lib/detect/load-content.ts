import { type AnchorRow, scaffoldFamilies } from '@/lib/text/family';
import { type Cell, Cells } from './cells';
import { CONTENT_COLUMNS, type Exchanges, MOST_CAPABILITIES } from './exchanges';
import { Interner } from './intern';
import { longer } from './longer';
import { ListedSenders } from './senders';
import type { ContentFacts, Snapshot } from './snapshot';

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
  const family = new Int32Array(count);
  const ownSystem = new Map<number, number>();
  for (let account = 0; account + 1 < from.length; account++) {
    let repeated = 0;
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      family[i] = combinations.note(common(sent.head, i), common(sent.tail, i), frameOf(i), account);
      if (own[sent.system[i] as number]) repeated++;
    }
    if (repeated > 0) ownSystem.set(account, repeated);
  }
  const keyOf = (key: number) => sent.keys.key(key);
  const { families: found, ofRow } = scaffoldFamilies(combinations.take(), {
    leastAccounts: LEAST_ACCOUNTS,
    keyOf,
  });
  const numbers = new Map(found.map((one, i) => [one, i + 1]));
  const familyOf = Int32Array.from(ofRow, (one) => (one ? (numbers.get(one) as number) : 0));
  for (let i = 0; i < count; i++) family[i] = familyOf[(family[i] as number) - 1] as number;

  const families = contentsOf(from, family, found.length, (number) => {
    const { id, anchors } = found[number - 1] as (typeof found)[number];
    return { key: id, anchors: anchors.map(({ key }) => keyOf(key)) };
  });
  const simple = (column: Int32Array) =>
    contentsOf(from, column, sent.keys.size, (number) => ({ key: keyOf(number), anchors: [keyOf(number)] }));
  const systems = simple(sent.system);
  const tools = simple(sent.tool);
  const params = simple(sent.param);
  const cells = new Counting(
    from.length - 1,
    (i) => families.places[family[i] as number] as number,
    (i) => systems.places[sent.system[i] as number] as number,
    (i) => tools.places[sent.tool[i] as number] as number,
    (i) => params.places[sent.param[i] as number] as number,
    capability,
  );
  return {
    families: families.list,
    systems: systems.list,
    tools: tools.list,
    params: params.list,
    cells: cells.of(from),
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

/**
 * The contents of a column that enough accounts send, ordered by key, and by number the place of each there, −1 for none.
 * Number 0 is no content.
 */
function contentsOf(
  from: Int32Array,
  column: Int32Array,
  numbers: number,
  describe: (number: number) => Pick<ContentFacts, 'key' | 'anchors'>,
): { list: ContentFacts[]; places: Int32Array } {
  const users = new Int32Array(numbers + 1);
  const last = new Int32Array(numbers + 1).fill(-1);
  for (let account = 0; account + 1 < from.length; account++) {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      const number = column[i] as number;
      if (last[number] !== account) users[number] = (users[number] as number) + 1;
      last[number] = account;
    }
  }
  users[0] = 0;
  const starts = new Int32Array(numbers + 2);
  users.forEach((n, number) => {
    starts[number + 1] = (starts[number] as number) + (n >= LEAST_ACCOUNTS ? n : 0);
  });
  const next = starts.slice();
  const senders = new Int32Array(starts[numbers + 1] as number);
  const sentBy = new Int32Array(senders.length);
  const facts = new Map<number, ContentFacts>();
  users.forEach((n, number) => {
    if (n < LEAST_ACCOUNTS) return;
    const byAccount = new ListedSenders(
      senders,
      sentBy,
      starts[number] as number,
      starts[number + 1] as number,
    );
    facts.set(number, { ...describe(number), byAccount, exchanges: 0 });
  });
  const counts = last.fill(0);
  for (let account = 0; account + 1 < from.length; account++) {
    const sent: number[] = [];
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      const number = column[i] as number;
      if ((users[number] as number) < LEAST_ACCOUNTS) continue;
      if (counts[number] === 0) sent.push(number);
      counts[number] = (counts[number] as number) + 1;
    }
    for (const number of sent) {
      const held = facts.get(number) as ContentFacts;
      const place = next[number] as number;
      next[number] = place + 1;
      senders[place] = account;
      sentBy[place] = counts[number] as number;
      held.exchanges += counts[number] as number;
      counts[number] = 0;
    }
  }
  const sorted = [...facts].sort(([, a], [, b]) => (a.key < b.key ? -1 : 1));
  const places = last.fill(-1);
  sorted.forEach(([number], place) => {
    places[number] = place;
  });
  return { list: sorted.map(([, one]) => one), places };
}

/** Adds up each account's exchanges by what they show. What is shown together has a number, for all accounts the same. */
class Counting {
  private readonly prompts = new Interner();
  private readonly programs = new Interner();
  private readonly shown = new Interner();

  constructor(
    private readonly accounts: number,
    private readonly family: (i: number) => number,
    private readonly system: (i: number) => number,
    private readonly tool: (i: number) => number,
    private readonly param: (i: number) => number,
    private readonly capability: Uint8Array,
  ) {}

  /** By account, ordered by family, system prompt, tools, parameters and capability. */
  of(from: Int32Array): Cells {
    const starts = new Int32Array(this.accounts + 1);
    // First by the numbers of what is shown, until it is known how many there are.
    let shown = new Int32Array(1 << 12);
    let sent = new Int32Array(1 << 12);
    let size = 0;
    let counts = new Int32Array(1 << 12);
    for (let account = 0; account < this.accounts; account++) {
      const met: number[] = [];
      for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
        const number = this.numberOf(i);
        if (number >= counts.length) counts = longer(counts, 2 * counts.length);
        if (counts[number] === 0) met.push(number);
        counts[number] = (counts[number] as number) + 1;
      }
      if (size + met.length > shown.length) {
        shown = longer(shown, 2 * Math.max(shown.length, met.length));
        sent = longer(sent, shown.length);
      }
      const own = met.map((number) => this.cell(number, counts[number] as number)).sort(compareCells);
      for (const { number, exchanges } of own) {
        shown[size] = number;
        sent[size++] = exchanges;
        counts[number] = 0;
      }
      starts[account + 1] = size;
    }
    const cells = new Cells(starts, size);
    for (let i = 0; i < size; i++) cells.set(i, this.cell(shown[i] as number, sent[i] as number));
    return cells;
  }

  private numberOf(i: number): number {
    const prompt = this.prompts.of(this.family(i), this.system(i));
    const program = this.programs.of(this.tool(i), this.param(i));
    return this.shown.of(prompt, program * MOST_CAPABILITIES + (this.capability[i] as number));
  }

  private cell(number: number, exchanges: number): Cell & { number: number } {
    const prompt = this.shown.highOf(number);
    const rest = this.shown.lowOf(number);
    const program = Math.floor(rest / MOST_CAPABILITIES);
    return {
      number,
      family: this.prompts.highOf(prompt),
      system: this.prompts.lowOf(prompt),
      tool: this.programs.highOf(program),
      param: this.programs.lowOf(program),
      capability: rest % MOST_CAPABILITIES,
      exchanges,
    };
  }
}

function compareCells(a: Cell, b: Cell): number {
  return (
    a.family - b.family ||
    a.system - b.system ||
    a.tool - b.tool ||
    a.param - b.param ||
    a.capability - b.capability
  );
}

/** The combinations of anchors that exchanges show, each once, with how often they were seen; asked for by account. */
class Combinations {
  private pairs = new Interner();
  private triples = new Interner();
  private accounts = new Int32Array(1 << 12);
  private exchanges = new Int32Array(1 << 12);
  /** By number, one more than the account that showed it last. */
  private last = new Int32Array(1 << 12);

  /** Counts an exchange and answers the number of its combination, one more than its place in {@link take}. */
  note(head: number, tail: number, frame: number, account: number): number {
    const number = this.triples.of(this.pairs.of(head, tail), frame);
    if (number >= this.last.length) {
      this.accounts = longer(this.accounts, 2 * this.accounts.length);
      this.exchanges = longer(this.exchanges, this.accounts.length);
      this.last = longer(this.last, this.accounts.length);
    }
    this.exchanges[number] = (this.exchanges[number] as number) + 1;
    if (this.last[number] !== account + 1) this.accounts[number] = (this.accounts[number] as number) + 1;
    this.last[number] = account + 1;
    return number;
  }

  /** All of them, once: there are millions, and what is made of them takes as much again. */
  *take(): Generator<AnchorRow<number>> {
    const { pairs, triples, accounts, exchanges } = this;
    this.pairs = new Interner();
    this.triples = new Interner();
    for (const name of ['accounts', 'exchanges', 'last'] as const) this[name] = new Int32Array(1);
    for (let number = 1; number <= triples.size; number++) {
      const pair = triples.highOf(number);
      yield {
        head: pairs.highOf(pair) || null,
        tail: pairs.lowOf(pair) || null,
        frame: triples.lowOf(number) || null,
        accounts: accounts[number] as number,
        exchanges: exchanges[number] as number,
      };
    }
  }
}

import { Places } from './places';

export const HOUR = 3_600_000_000;
export const DAY = 24 * HOUR;
/** Room for the capabilities, and for the pathways. */
export const SLOTS = 16;

export const REFUSED = 1;
export const LIMITED = 2;

/**
 * What the rollups need to know of a batch's exchanges, in the order in which they are written (by account, time and
 * id, so that concurrent batches never wait for each other in a ring). All tables are sorted by key; rows refer to them
 * by position. Times are microseconds since 1970. Plain arrays throughout, so that threads can pass it on.
 */
export interface Facts {
  accountKeys: BigInt64Array;
  accountIds: string[];
  modelKeys: BigInt64Array;
  modelNames: string[];
  indicatorKeys: BigInt64Array;
  blockKeys: BigInt64Array;
  account: Int32Array;
  at: Float64Array;
  model: Int32Array;
  capability: Uint8Array;
  /** Index into PATHWAYS, -1 when the exchange did not say. */
  pathway: Int8Array;
  inputTokens: Int32Array;
  outputTokens: Int32Array;
  flags: Uint8Array;
  /** `indicators[indicatorStart[row] … indicatorStart[row + 1]]` are those of a row; likewise blocks. */
  indicatorStart: Int32Array;
  indicators: Int32Array;
  blockStart: Int32Array;
  /** Twice the position in blockKeys, plus one when the block was issued and not presented. */
  blocks: Int32Array;
  /** Accounts that records name, whatever their exchanges. */
  named: Int32Array;
  /** What account records show: account, indicator and the time of the account's creation. */
  shownAccount: Int32Array;
  shownIndicator: Int32Array;
  shownAt: Float64Array;
}

/**
 * What a batch adds to the rollups: sums and extremes, referring by position to the tables of its {@link Facts}. A key may
 * stand twice. Times are microseconds since 1970, NaN for none.
 */
export interface Sums {
  /** By account: those named or seen in a written exchange. */
  account: { account: Int32Array; first: Float64Array; last: Float64Array; count: Int32Array };
  model: { model: Int32Array; first: Float64Array; last: Float64Array };
  /** Account × indicator. */
  shown: {
    account: Int32Array;
    indicator: Int32Array;
    first: Float64Array;
    last: Float64Array;
    count: Int32Array;
  };
  /** Block × account, each with the first time it was issued and the first time it was presented. */
  block: { block: Int32Array; account: Int32Array; issued: Float64Array; presented: Float64Array };
  /** Account × hour since 1970 × capability × model. */
  hour: {
    account: Int32Array;
    hour: Int32Array;
    capability: Uint8Array;
    model: Int32Array;
    exchanges: Int32Array;
    input: Float64Array;
    output: Float64Array;
    refused: Int32Array;
    limited: Int32Array;
  };
  /** Day since 1970 × capability × model × pathway; where the exchange names none, account, whose pathway counts. */
  day: {
    day: Int32Array;
    capability: Uint8Array;
    model: Int32Array;
    /** A pathway as -1 - its index, or the position of an account. */
    who: Int32Array;
    exchanges: Int32Array;
    output: Float64Array;
  };
}

/** Adds up a batch. `written[row]` says which exchanges were really new; without it all were. */
export function addUp(facts: Facts, written?: Uint8Array): Sums {
  return {
    account: accountSums(facts, written),
    model: modelSums(facts, written),
    shown: shownSums(facts, written),
    block: blockSums(facts, written),
    ...trafficSums(facts, written),
  };
}

/** Least, greatest and number of times per position. */
class Spans {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly count: Int32Array;
  constructor(size: number) {
    this.first = new Float64Array(size).fill(Number.NaN);
    this.last = new Float64Array(size).fill(Number.NaN);
    this.count = new Int32Array(size);
  }

  add(position: number, at: number, count: number): void {
    if (!((this.first[position] as number) <= at)) this.first[position] = at;
    if (!((this.last[position] as number) >= at)) this.last[position] = at;
    this.count[position] = (this.count[position] as number) + count;
  }
}

function accountSums(facts: Facts, written?: Uint8Array): Sums['account'] {
  const { account, at, named, accountKeys } = facts;
  const spans = new Spans(accountKeys.length);
  const touched = new Uint8Array(accountKeys.length);
  for (let row = 0; row < account.length; row++) {
    if (written && !written[row]) continue;
    const position = account[row] as number;
    spans.add(position, at[row] as number, 1);
    touched[position] = 1;
  }
  for (const position of named) touched[position] = 1;
  const chosen = positions(touched);
  return {
    account: chosen,
    first: Float64Array.from(chosen, (position) => spans.first[position] as number),
    last: Float64Array.from(chosen, (position) => spans.last[position] as number),
    count: chosen.map((position) => spans.count[position] as number),
  };
}

function modelSums(facts: Facts, written?: Uint8Array): Sums['model'] {
  const { model, at, modelKeys } = facts;
  const spans = new Spans(modelKeys.length);
  for (let row = 0; row < model.length; row++) {
    if (!written || written[row]) spans.add(model[row] as number, at[row] as number, 1);
  }
  const chosen = positions(spans.count);
  return {
    model: chosen,
    first: Float64Array.from(chosen, (position) => spans.first[position] as number),
    last: Float64Array.from(chosen, (position) => spans.last[position] as number),
  };
}

/** Rows come by account, so that the last entry of each indicator is the account's own or none is. */
function shownSums(facts: Facts, written?: Uint8Array): Sums['shown'] {
  const { account, at, indicatorStart, indicators, shownAccount, shownIndicator, shownAt } = facts;
  const room = indicators.length + shownAccount.length;
  const spans = new Spans(room);
  const whose = new Int32Array(room);
  const which = new Int32Array(room);
  const last = new Int32Array(facts.indicatorKeys.length).fill(-1);
  let size = 0;
  for (let row = 0; row < account.length; row++) {
    if (written && !written[row]) continue;
    const own = account[row] as number;
    const end = indicatorStart[row + 1] as number;
    for (let i = indicatorStart[row] as number; i < end; i++) {
      const indicator = indicators[i] as number;
      let entry = last[indicator] as number;
      if (entry < 0 || whose[entry] !== own) {
        entry = size++;
        last[indicator] = entry;
        whose[entry] = own;
        which[entry] = indicator;
      }
      spans.add(entry, at[row] as number, 1);
    }
  }
  for (let i = 0; i < shownAccount.length; i++) {
    whose[size] = shownAccount[i] as number;
    which[size] = shownIndicator[i] as number;
    spans.add(size++, shownAt[i] as number, 0);
  }
  return {
    account: whose.slice(0, size),
    indicator: which.slice(0, size),
    first: spans.first.slice(0, size),
    last: spans.last.slice(0, size),
    count: spans.count.slice(0, size),
  };
}

function blockSums(facts: Facts, written?: Uint8Array): Sums['block'] {
  const { account, at, blockStart, blocks } = facts;
  const issued = new Float64Array(blocks.length).fill(Number.NaN);
  const presented = new Float64Array(blocks.length).fill(Number.NaN);
  const which = new Int32Array(blocks.length);
  const whose = new Int32Array(blocks.length);
  const last = new Int32Array(facts.blockKeys.length).fill(-1);
  let size = 0;
  for (let row = 0; row < account.length && blocks.length > 0; row++) {
    if (written && !written[row]) continue;
    const own = account[row] as number;
    const end = blockStart[row + 1] as number;
    for (let i = blockStart[row] as number; i < end; i++) {
      const block = (blocks[i] as number) >> 1;
      let entry = last[block] as number;
      if (entry < 0 || whose[entry] !== own) {
        entry = size++;
        last[block] = entry;
        whose[entry] = own;
        which[entry] = block;
      }
      const times = (blocks[i] as number) & 1 ? issued : presented;
      if (!((times[entry] as number) <= (at[row] as number))) times[entry] = at[row] as number;
    }
  }
  return {
    block: which.slice(0, size),
    account: whose.slice(0, size),
    issued: issued.slice(0, size),
    presented: presented.slice(0, size),
  };
}

function trafficSums(facts: Facts, written?: Uint8Array): Pick<Sums, 'hour' | 'day'> {
  const { account, at, model, capability, pathway, inputTokens, outputTokens, flags } = facts;
  const hours = new Places();
  const entries = new Places();
  const room = account.length;
  const exchanges = new Int32Array(room);
  const input = new Float64Array(room);
  const output = new Float64Array(room);
  const refused = new Int32Array(room);
  const limited = new Int32Array(room);
  const days = new Places();
  const dayEntries = new Places();
  const dayExchanges = new Int32Array(room);
  const dayOutput = new Float64Array(room);
  for (let row = 0; row < room; row++) {
    if (written && !written[row]) continue;
    const time = at[row] as number;
    const own = account[row] as number;
    const flag = flags[row] as number;
    const cell = (model[row] as number) * SLOTS + (capability[row] as number);
    const entry = entries.of(own, hours.of(Math.floor(time / HOUR), cell));
    exchanges[entry] = (exchanges[entry] as number) + 1;
    input[entry] = (input[entry] as number) + (inputTokens[row] as number);
    output[entry] = (output[entry] as number) + (outputTokens[row] as number);
    if (flag & REFUSED) refused[entry] = (refused[entry] as number) + 1;
    if (flag & LIMITED) limited[entry] = (limited[entry] as number) + 1;
    const named = pathway[row] as number;
    const day = dayEntries.of(named < 0 ? own : -1 - named, days.of(Math.floor(time / DAY), cell));
    dayExchanges[day] = (dayExchanges[day] as number) + 1;
    dayOutput[day] = (dayOutput[day] as number) + (outputTokens[row] as number);
  }
  const times = { hour: unfold(entries, hours), day: unfold(dayEntries, days) };
  return {
    hour: {
      account: times.hour.who,
      hour: times.hour.time,
      capability: times.hour.capability,
      model: times.hour.model,
      exchanges: exchanges.slice(0, entries.size),
      input: input.slice(0, entries.size),
      output: output.slice(0, entries.size),
      refused: refused.slice(0, entries.size),
      limited: limited.slice(0, entries.size),
    },
    day: {
      day: times.day.time,
      capability: times.day.capability,
      model: times.day.model,
      who: times.day.who,
      exchanges: dayExchanges.slice(0, dayEntries.size),
      output: dayOutput.slice(0, dayEntries.size),
    },
  };
}

/** What the entries stand for: who, and the time, model and capability of a cell. */
function unfold(entries: Places, cells: Places) {
  const { size } = entries;
  const who = new Int32Array(size);
  const time = new Int32Array(size);
  const capability = new Uint8Array(size);
  const model = new Int32Array(size);
  for (let entry = 0; entry < size; entry++) {
    const place = entries.second(entry);
    const cell = cells.second(place);
    who[entry] = entries.first(entry);
    time[entry] = cells.first(place);
    capability[entry] = cell % SLOTS;
    model[entry] = Math.floor(cell / SLOTS);
  }
  return { who, time, capability, model };
}

function positions(marked: ArrayLike<number>): Int32Array {
  const chosen: number[] = [];
  for (let i = 0; i < marked.length; i++) if (marked[i]) chosen.push(i);
  return Int32Array.from(chosen);
}

import { countColumn, int2Column, int4Column, int8Column, textColumn, timeColumn } from '@/lib/db/array';
import type { RollupColumns } from '@/lib/db/rollup';

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const CAPABILITY_SLOTS = 16;
const PATHWAY_SLOTS = 16;

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
 * The sums and extremes that a batch adds to the rollups. `written[row]` says which exchanges were really new;
 * without it all were.
 */
export function rollup(facts: Facts, written?: Uint8Array): RollupColumns {
  return {
    ...accountColumns(facts, written),
    ...modelColumns(facts, written),
    ...pairColumns(facts, written),
    ...blockColumns(facts, written),
    ...hourColumns(facts, written),
    ...dayColumns(facts, written),
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

function accountColumns(facts: Facts, written?: Uint8Array) {
  const { account, at, named, accountKeys, accountIds } = facts;
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
    account: [
      int8Column(pick(accountKeys, chosen)),
      textColumn(Array.from(chosen, (position) => accountIds[position])),
      timeColumn(chosen.map((position) => spans.first[position] as number)),
      timeColumn(chosen.map((position) => spans.last[position] as number)),
      countColumn(chosen.map((position) => spans.count[position] as number)),
    ],
  };
}

function modelColumns(facts: Facts, written?: Uint8Array) {
  const { model, at, modelKeys, modelNames } = facts;
  const spans = new Spans(modelKeys.length);
  for (let row = 0; row < model.length; row++) {
    if (!written || written[row]) spans.add(model[row] as number, at[row] as number, 1);
  }
  const chosen = positions(spans.count);
  return {
    model: [
      int8Column(pick(modelKeys, chosen)),
      textColumn(Array.from(chosen, (position) => modelNames[position])),
      timeColumn(chosen.map((position) => spans.first[position] as number)),
      timeColumn(chosen.map((position) => spans.last[position] as number)),
    ],
  };
}

/** Account × indicator. Rows come by account, so one small table per account does. */
function pairColumns(facts: Facts, written?: Uint8Array) {
  const { account, at, indicatorStart, indicators, shownAccount, shownIndicator, shownAt } = facts;
  const width = facts.indicatorKeys.length;
  const slots = new Slots(indicators.length + shownAccount.length);
  const spans = new Spans(slots.capacity);
  for (let row = 0; row < account.length; row++) {
    if (written && !written[row]) continue;
    const base = (account[row] as number) * width;
    const end = indicatorStart[row + 1] as number;
    for (let i = indicatorStart[row] as number; i < end; i++) {
      spans.add(slots.of(base + (indicators[i] as number)), at[row] as number, 1);
    }
  }
  for (let i = 0; i < shownAccount.length; i++) {
    const slot = slots.of((shownAccount[i] as number) * width + (shownIndicator[i] as number));
    spans.add(slot, shownAt[i] as number, 0);
  }
  const { keys, order } = slots.sorted();
  return {
    accountIndicator: [
      int8Column(BigInt64Array.from(keys, (key) => facts.accountKeys[Math.floor(key / width)] as bigint)),
      int8Column(BigInt64Array.from(keys, (key) => facts.indicatorKeys[key % width] as bigint)),
      timeColumn(order.map((slot) => spans.first[slot] as number)),
      timeColumn(order.map((slot) => spans.last[slot] as number)),
      int4Column(order.map((slot) => spans.count[slot] as number)),
    ],
  };
}

/** Block × account, each with the first time it was issued and the first time it was presented. */
function blockColumns(facts: Facts, written?: Uint8Array) {
  const { account, at, blockStart, blocks } = facts;
  const width = facts.accountKeys.length;
  const slots = new Slots(blocks.length);
  const issued = new Float64Array(slots.capacity).fill(Number.NaN);
  const presented = new Float64Array(slots.capacity).fill(Number.NaN);
  for (let row = 0; row < account.length && blocks.length > 0; row++) {
    if (written && !written[row]) continue;
    const end = blockStart[row + 1] as number;
    for (let i = blockStart[row] as number; i < end; i++) {
      const block = blocks[i] as number;
      const slot = slots.of((block >> 1) * width + (account[row] as number));
      const times = block & 1 ? issued : presented;
      if (!((times[slot] as number) <= (at[row] as number))) times[slot] = at[row] as number;
    }
  }
  const { keys, order } = slots.sorted();
  return {
    reasoningBlock: [
      int8Column(BigInt64Array.from(keys, (key) => facts.blockKeys[Math.floor(key / width)] as bigint)),
      int8Column(BigInt64Array.from(keys, (key) => facts.accountKeys[key % width] as bigint)),
      timeColumn(order.map((slot) => issued[slot] as number)),
      timeColumn(order.map((slot) => presented[slot] as number)),
    ],
  };
}

function hourColumns(facts: Facts, written?: Uint8Array) {
  const { account, model, capability, inputTokens, outputTokens, flags } = facts;
  const models = facts.modelKeys.length;
  const { values: hours, position } = ranks(facts.at, HOUR);
  const slots = new Slots(account.length);
  const exchanges = new Int32Array(slots.capacity);
  const input = new Float64Array(slots.capacity);
  const output = new Float64Array(slots.capacity);
  const refused = new Int32Array(slots.capacity);
  const limited = new Int32Array(slots.capacity);
  for (let row = 0; row < account.length; row++) {
    if (written && !written[row]) continue;
    const hour = (account[row] as number) * hours.length + (position[row] as number);
    const key = (hour * CAPABILITY_SLOTS + (capability[row] as number)) * models + (model[row] as number);
    const slot = slots.of(key);
    const flag = flags[row] as number;
    exchanges[slot] = (exchanges[slot] as number) + 1;
    input[slot] = (input[slot] as number) + (inputTokens[row] as number);
    output[slot] = (output[slot] as number) + (outputTokens[row] as number);
    if (flag & REFUSED) refused[slot] = (refused[slot] as number) + 1;
    if (flag & LIMITED) limited[slot] = (limited[slot] as number) + 1;
  }
  const { keys, order } = slots.sorted();
  const hour = (key: number) => Math.floor(key / models / CAPABILITY_SLOTS);
  return {
    accountHour: [
      int8Column(
        BigInt64Array.from(keys, (key) => facts.accountKeys[Math.floor(hour(key) / hours.length)] as bigint),
      ),
      timeColumn(keys.map((key) => (hours[hour(key) % hours.length] as number) * HOUR)),
      int2Column(keys.map((key) => Math.floor(key / models) % CAPABILITY_SLOTS)),
      int8Column(BigInt64Array.from(keys, (key) => facts.modelKeys[key % models] as bigint)),
      int4Column(order.map((slot) => exchanges[slot] as number)),
      countColumn(order.map((slot) => input[slot] as number)),
      countColumn(order.map((slot) => output[slot] as number)),
      int4Column(order.map((slot) => refused[slot] as number)),
      int4Column(order.map((slot) => limited[slot] as number)),
    ],
  };
}

/** By day, capability, model and pathway; where the exchange names no pathway, by account, whose pathway counts. */
function dayColumns(facts: Facts, written?: Uint8Array) {
  const { account, model, capability, pathway, outputTokens } = facts;
  const models = facts.modelKeys.length;
  const { values: days, position } = ranks(facts.at, DAY);
  const width = PATHWAY_SLOTS + facts.accountKeys.length;
  const slots = new Slots(account.length);
  const exchanges = new Float64Array(slots.capacity);
  const output = new Float64Array(slots.capacity);
  for (let row = 0; row < account.length; row++) {
    if (written && !written[row]) continue;
    const day = (position[row] as number) * CAPABILITY_SLOTS + (capability[row] as number);
    const named = pathway[row] as number;
    const who = named >= 0 ? named : PATHWAY_SLOTS + (account[row] as number);
    const slot = slots.of((day * models + (model[row] as number)) * width + who);
    exchanges[slot] = (exchanges[slot] as number) + 1;
    output[slot] = (output[slot] as number) + (outputTokens[row] as number);
  }
  const { keys, order } = slots.sorted();
  const day = (key: number) => Math.floor(key / width / models);
  const who = (key: number) => key % width;
  return {
    capabilityDay: [
      timeColumn(keys.map((key) => (days[Math.floor(day(key) / CAPABILITY_SLOTS)] as number) * DAY)),
      int2Column(keys.map((key) => day(key) % CAPABILITY_SLOTS)),
      int8Column(
        BigInt64Array.from(keys, (key) => facts.modelKeys[Math.floor(key / width) % models] as bigint),
      ),
      int2Column(keys.map((key) => (who(key) < PATHWAY_SLOTS ? who(key) : -1))),
      int8Column(
        BigInt64Array.from(keys, (key) =>
          who(key) < PATHWAY_SLOTS ? 0n : (facts.accountKeys[who(key) - PATHWAY_SLOTS] as bigint),
        ),
      ),
      countColumn(order.map((slot) => exchanges[slot] as number)),
      countColumn(order.map((slot) => output[slot] as number)),
    ],
  };
}

/** Gives every different number a slot, in order of appearance. */
class Slots {
  private readonly slots = new Map<number, number>();

  /** Room for as many numbers as will be asked for at most. */
  constructor(readonly capacity: number) {}

  of(key: number): number {
    const known = this.slots.get(key);
    if (known !== undefined) return known;
    const slot = this.slots.size;
    this.slots.set(key, slot);
    return slot;
  }

  /** The numbers in ascending order, and the slot of each. */
  sorted(): { keys: Float64Array; order: Float64Array } {
    const keys = Float64Array.from(this.slots.keys()).sort();
    const order = new Float64Array(keys.length);
    for (let i = 0; i < keys.length; i++) order[i] = this.slots.get(keys[i] as number) as number;
    return { keys, order };
  }
}

/** The different whole multiples of `unit` in `times`, ascending, and for each time the position of its own. */
function ranks(times: Float64Array, unit: number): { values: number[]; position: Int32Array } {
  const values = [...new Set(Array.from(times, (at) => Math.floor(at / unit)))].sort((a, b) => a - b);
  const rank = new Map(values.map((value, i) => [value, i]));
  return { values, position: Int32Array.from(times, (at) => rank.get(Math.floor(at / unit)) as number) };
}

function positions(marked: ArrayLike<number>): Float64Array {
  const chosen: number[] = [];
  for (let i = 0; i < marked.length; i++) if (marked[i]) chosen.push(i);
  return Float64Array.from(chosen);
}

function pick(keys: BigInt64Array, chosen: Float64Array): BigInt64Array {
  return BigInt64Array.from(chosen, (position) => keys[position] as bigint);
}

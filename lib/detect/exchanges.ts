import type { Interner } from './intern';

/**
 * The exchanges of a window as columns, by account and time: what is counted in several ways is read once and takes about
 * forty bytes an exchange. Keys are numbers, of {@link Exchanges.keys} but for sessions and models; 0 where there is none.
 */
export interface Exchanges extends Columns {
  /** Of an account's exchanges the first place, by its position in Snapshot.accounts; one more says where the last one's end. */
  from: Int32Array;
  /** Of prompts, tools and parameters. */
  keys: Interner;
  models: Interner;
}

export interface Columns {
  /** Microseconds since 1970. */
  at: Float64Array;
  session: Int32Array;
  system: Int32Array;
  head: Int32Array;
  tail: Int32Array;
  frame: Int32Array;
  tool: Int32Array;
  param: Int32Array;
  model: Uint16Array;
  capability: Uint8Array;
  /** −1 where it is not known. */
  pathway: Int8Array;
  /** Sum of {@link REFUSED}, {@link LIMITED}, {@link TOLD}. */
  flags: Uint8Array;
}

/** The answer was refused; it was HTTP 429; text of the prompt is kept. */
export const [REFUSED, LIMITED, TOLD] = [1, 2, 4] as const;

/** Columns of keys in which a content may stand. */
export const CONTENT_COLUMNS = ['system', 'head', 'tail', 'frame', 'tool', 'param'] as const;

/** More than there are capabilities: what numbers are made with that hold one. */
export const MOST_CAPABILITIES = 32;

export function emptyColumns(size: number): Columns {
  return {
    at: new Float64Array(size),
    session: new Int32Array(size),
    system: new Int32Array(size),
    head: new Int32Array(size),
    tail: new Int32Array(size),
    frame: new Int32Array(size),
    tool: new Int32Array(size),
    param: new Int32Array(size),
    model: new Uint16Array(size),
    capability: new Uint8Array(size),
    pathway: new Int8Array(size),
    flags: new Uint8Array(size),
  };
}

/** The same columns with room for more or fewer, one after the other, so that no more than one is there twice. */
export function resized(columns: Columns, size: number): Columns {
  const next = emptyColumns(0);
  for (const name of Object.keys(next) as (keyof Columns)[]) {
    const old = columns[name];
    const kept = old.subarray(0, Math.min(size, old.length));
    const column = new (old.constructor as new (size: number) => typeof old)(size);
    column.set(kept as never);
    (next as unknown as Record<string, typeof old>)[name] = column;
    (columns as unknown as Record<string, typeof old>)[name] = column.subarray(0, 0) as typeof old;
  }
  return next;
}

/**
 * Puts columns in the order of accounts and times. `account[i]` is the position of the account of exchange i, −1 where
 * it is to be left out; `count` of the columns' places are filled. Frees the columns it was given.
 */
export function byAccount(
  columns: Columns,
  account: Int32Array,
  count: number,
  accounts: number,
): Columns & { from: Int32Array } {
  const from = new Int32Array(accounts + 1);
  for (let i = 0; i < count; i++) {
    const at = account[i] as number;
    if (at >= 0) from[at + 1] = (from[at + 1] as number) + 1;
  }
  for (let at = 0; at < accounts; at++) from[at + 1] = (from[at + 1] as number) + (from[at] as number);
  const next = from.slice();
  const order = new Int32Array(from[accounts] as number);
  for (let i = 0; i < count; i++) {
    const at = account[i] as number;
    if (at < 0) continue;
    order[next[at] as number] = i;
    next[at] = (next[at] as number) + 1;
  }
  const { at: times } = columns;
  for (let at = 0; at < accounts; at++) {
    const own = order.subarray(from[at], from[at + 1]);
    let sorted = true;
    for (let i = 1; i < own.length && sorted; i++)
      sorted = (times[own[i - 1] as number] as number) <= (times[own[i] as number] as number);
    if (!sorted) own.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  }
  const result = emptyColumns(0);
  // The place of a column that was read takes the next one of its kind, so that hardly more than what stays is held.
  const free = new Map<unknown, Columns[keyof Columns]>();
  for (const name of Object.keys(result) as (keyof Columns)[]) {
    const old = columns[name];
    const kind = old.constructor as new (size: number) => typeof old;
    const column = (free.get(kind) ?? new kind(old.length)).subarray(0, order.length) as typeof old;
    for (let i = 0; i < order.length; i++) column[i] = old[order[i] as number] as number;
    free.set(kind, old);
    (result as unknown as Record<string, typeof old>)[name] = column;
    (columns as unknown as Record<string, typeof old>)[name] = new kind(0);
  }
  return { ...result, from };
}

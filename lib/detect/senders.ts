import { countBelow } from './statistics';

/** Who sends a content: accounts by position, each with its exchanges. A Map of numbers will do for it. */
export interface Senders {
  readonly size: number;
  has(account: number): boolean;
  get(account: number): number | undefined;
  keys(): Iterable<number>;
  values(): Iterable<number>;
  [Symbol.iterator](): Iterator<[number, number]>;
}

/** The same in a stretch of two lists, which many share: accounts ascending, found by halving. A Map takes six times the memory. */
export class ListedSenders implements Senders {
  constructor(
    private readonly accounts: Int32Array,
    private readonly counts: Int32Array,
    private readonly start = 0,
    private readonly end = accounts.length,
  ) {}

  get size(): number {
    return this.end - this.start;
  }

  has(account: number): boolean {
    return this.place(account) >= 0;
  }

  get(account: number): number | undefined {
    const place = this.place(account);
    return place < 0 ? undefined : this.counts[place];
  }

  keys(): Iterable<number> {
    return this.accounts.subarray(this.start, this.end);
  }

  values(): Iterable<number> {
    return this.counts.subarray(this.start, this.end);
  }

  *[Symbol.iterator](): Iterator<[number, number]> {
    for (let i = this.start; i < this.end; i++) yield [this.accounts[i] as number, this.counts[i] as number];
  }

  private place(account: number): number {
    const place = countBelow(this.accounts, account, this.start, this.end);
    return place < this.end && this.accounts[place] === account ? place : -1;
  }
}

/** Lists of numbers, one after the other: list i from `from[i]` up to the next one's. As arrays of arrays they take four times the memory. */
export interface Lists {
  from: Int32Array;
  items: Int32Array;
}

/** Lists made by going through all items twice, once to count them; `each` calls its argument with the list and the item. */
export function listsOf(lists: number, each: (add: (list: number, item: number) => void) => void): Lists {
  const from = new Int32Array(lists + 1);
  each((list) => {
    from[list + 1] = (from[list + 1] as number) + 1;
  });
  for (let i = 0; i < lists; i++) from[i + 1] = (from[i + 1] as number) + (from[i] as number);
  const items = new Int32Array(from[lists] as number);
  const next = from.slice();
  each((list, item) => {
    items[next[list] as number] = item;
    next[list] = (next[list] as number) + 1;
  });
  return { from, items };
}

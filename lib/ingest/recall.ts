/** Longer values are not remembered: hostile input must not fill the memory. */
const LONGEST = 20_000;
const WAYS = 4;
/** Room for the bytes of all values, in words of four: at first, and the most. Where more would be needed, all is forgotten. */
const FIRST_ROOM = 1 << 10;
const MOST_ROOM = 1 << 21;

/**
 * What values as they stand in the bytes of a record mean, remembered: most of a record (account, client, system
 * prompt, tools, parameters) has been seen before, and is then neither decoded nor checked again. A cache with four
 * places for each hash, so that no input makes it slow or large; what it answers never depends on what it remembers.
 */
export class Recall<V> {
  private readonly hashes: Int32Array;
  private readonly lengths: Int32Array;
  /** The bytes of a value as words of four, the last filled up with zeros: where in `words`, and for how many there is room; none where free. */
  private readonly from: Int32Array;
  private readonly room: Int32Array;
  /** Those of all, in one piece: an array for each would weigh ten times as much as most values. */
  private words = new Int32Array(FIRST_ROOM);
  private filled = 0;
  private readonly values: (V | undefined)[];
  private readonly mask: number;
  /** Where the value is that was seen last with a beginning: one more than its place, 0 for none. */
  private readonly begun: Int32Array;
  private victim = 0;
  /** What {@link guess} found. */
  guessed: V | null = null;

  /**
   * `make` reads the value from `start` to `end`, and is pure. `size`: values remembered, a power of two. `steps`: where
   * in a value the words are by whose hash {@link guess} finds it, in bytes from its beginning.
   */
  constructor(
    private readonly make: (bytes: Buffer, start: number, end: number) => V,
    size = 1 << 14,
    private readonly steps: readonly number[] = [0],
  ) {
    this.mask = size - 1;
    this.hashes = new Int32Array(size + WAYS);
    this.lengths = new Int32Array(size + WAYS);
    this.from = new Int32Array(size + WAYS);
    this.room = new Int32Array(size + WAYS);
    this.values = new Array(size + WAYS);
    this.begun = new Int32Array(size);
  }

  /**
   * The end of a value from `start` on that is remembered, and is then {@link guessed}; -1 for none. Only where values show
   * by themselves where they end, as strings, lists and objects do. It spares looking for the end byte by byte.
   */
  guess(view: DataView, start: number, end: number): number {
    const { steps, begun } = this;
    if (start + (steps[steps.length - 1] as number) + 4 > end) return -1;
    const place = (begun[this.beginning(view, start)] as number) - 1;
    if (place < 0) return -1;
    const length = this.lengths[place] as number;
    if (start + length > end || !this.isSame(place, length, view, start)) return -1;
    this.guessed = this.values[place] as V;
    return start + length;
  }

  /** What stands from `start` to `end` of `bytes`, which `view` shows too. */
  get(bytes: Buffer, view: DataView, start: number, end: number): V {
    const length = end - start;
    const hash = hashOf(view, start, end);
    const first = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & this.mask;
    for (let at = first; at < first + WAYS; at++) {
      if (this.hashes[at] !== hash || this.lengths[at] !== length || this.room[at] === 0) continue;
      if (!this.isSame(at, length, view, start)) continue;
      this.begin(view, start, at);
      return this.values[at] as V;
    }
    const value = this.make(bytes, start, end);
    if (length <= LONGEST) {
      let at = first;
      while (at < first + WAYS && this.room[at] !== 0) at++;
      if (at === first + WAYS) {
        this.victim = (this.victim + 1) % WAYS;
        at = first + this.victim;
      }
      this.hold(at, view, start, end);
      this.hashes[at] = hash;
      this.lengths[at] = length;
      this.values[at] = value;
      this.begin(view, start, at);
    }
    return value;
  }

  /** Puts the bytes of a value by a place: where those of the one before it were, if they fit there. */
  private hold(place: number, view: DataView, start: number, end: number): void {
    const whole = (end - start) >>> 2;
    if ((this.room[place] as number) < whole + 1) {
      this.makeRoom(whole + 1);
      this.from[place] = this.filled;
      this.room[place] = whole + 1;
      this.filled += whole + 1;
    }
    const { words } = this;
    const from = this.from[place] as number;
    for (let i = 0; i < whole; i++) words[from + i] = view.getInt32(start + 4 * i, true);
    words[from + whole] = rest(view, start + 4 * whole, end);
  }

  private makeRoom(more: number): void {
    if (this.filled + more > MOST_ROOM) {
      this.filled = 0;
      this.room.fill(0);
      this.begun.fill(0);
      this.values.fill(undefined);
    }
    if (this.filled + more <= this.words.length) return;
    const larger = new Int32Array(Math.min(MOST_ROOM, Math.max(2 * this.words.length, this.filled + more)));
    larger.set(this.words.subarray(0, this.filled));
    this.words = larger;
  }

  private isSame(place: number, length: number, view: DataView, start: number): boolean {
    const { words } = this;
    const from = this.from[place] as number;
    const whole = length >>> 2;
    for (let i = 0; i < whole; i++) if (words[from + i] !== view.getInt32(start + 4 * i, true)) return false;
    return words[from + whole] === rest(view, start + 4 * whole, start + length);
  }

  private begin(view: DataView, start: number, place: number): void {
    if (start + (this.steps[this.steps.length - 1] as number) + 4 <= view.byteLength)
      this.begun[this.beginning(view, start)] = place + 1;
  }

  private beginning(view: DataView, start: number): number {
    const { steps } = this;
    let hash = 0x811c9dc5;
    for (let i = 0; i < steps.length; i++)
      hash = Math.imul(hash ^ view.getInt32(start + (steps[i] as number), true), 0x5bd1e995) ^ (hash >>> 15);
    return (hash ^ (hash >>> 13)) & this.mask;
  }
}

/** FNV-1a over words of four bytes. */
function hashOf(view: DataView, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193) ^ (hash >>> 17);
  return Math.imul(hash ^ rest(view, at, end), 0x01000193);
}

/** The bytes that make no whole word, as one. */
function rest(view: DataView, start: number, end: number): number {
  let word = 0;
  for (let at = start; at < end; at++) word = (word << 8) | view.getUint8(at);
  return word;
}

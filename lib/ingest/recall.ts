/** Longest value remembered, in bytes: hostile input must not fill the memory. */
const LONGEST = 20_000;
const WAYS = 4;
/** Shorter values are compared here; a call out of JavaScript costs more. */
const SHORT = 48;

/**
 * What values as they stand in the bytes of a record mean, remembered: most of a record (account, client, system
 * prompt, tools, parameters) has been seen before, and is then neither decoded nor checked again. A cache with four
 * places for each hash, so that no input makes it slow or large; what it answers never depends on what it remembers.
 */
export class Recall<V> {
  private readonly hashes: Int32Array;
  private readonly keys: (Uint8Array | null)[];
  private readonly values: V[];
  private readonly mask: number;
  private victim = 0;

  /** `make` reads the value from `start` to `end`, and is pure. `size`: values remembered, a power of two. */
  constructor(
    private readonly make: (bytes: Buffer, start: number, end: number) => V,
    size = 1 << 14,
  ) {
    this.mask = size - 1;
    this.hashes = new Int32Array(size + WAYS);
    this.keys = Array.from({ length: size + WAYS }, () => null);
    this.values = new Array(size + WAYS);
  }

  /** What stands from `start` to `end`, whose bytes hash to `hash` (any 32 bits, the same for the same bytes). */
  get(bytes: Buffer, start: number, end: number, hash: number): V {
    const first = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & this.mask;
    for (let at = first; at < first + WAYS; at++) {
      if (this.hashes[at] !== hash) continue;
      const key = this.keys[at];
      if (key && isSame(key, bytes, start, end)) return this.values[at] as V;
    }
    const value = this.make(bytes, start, end);
    if (end - start <= LONGEST) {
      let at = first;
      while (at < first + WAYS && this.keys[at] !== null) at++;
      if (at === first + WAYS) {
        this.victim = (this.victim + 1) % WAYS;
        at = first + this.victim;
      }
      this.hashes[at] = hash;
      const key = new Uint8Array(end - start);
      key.set(bytes.subarray(start, end));
      this.keys[at] = key;
      this.values[at] = value;
    }
    return value;
  }
}

function isSame(key: Uint8Array, bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (key.length !== length) return false;
  if (length > SHORT) return bytes.compare(key, 0, length, start, end) === 0;
  for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}

import { randomInt } from 'node:crypto';

/** Nobody outside can choose pairs that meet in one slot. What is answered does not depend on it. */
const SEED = randomInt(1 << 30);
const LEAST = 1 << 10;

/**
 * Gives every different pair of 32-bit integers a place, in order of appearance; a 64-bit key is one such pair. Open
 * addressing over typed arrays: a Map of big integers or of numbers beyond 31 bits costs ten times as much.
 */
export class Places {
  size = 0;
  /** Both halves of the pairs, by place. */
  private pairs = new Int32Array(2 * LEAST);
  /** One more than the place, 0 for a free slot; at most half of them are taken. */
  private slots = new Int32Array(2 * LEAST);

  /** The place of a pair, which is added when it is new. */
  of(a: number, b: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = hash(a, b) & mask; ; slot = (slot + 1) & mask) {
      const place = (slots[slot] as number) - 1;
      if (place < 0) {
        slots[slot] = this.size + 1;
        return this.add(a, b);
      }
      if (this.pairs[2 * place] === a && this.pairs[2 * place + 1] === b) return place;
    }
  }

  /** Whether a pair has a place. */
  has(a: number, b: number): boolean {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = hash(a, b) & mask; ; slot = (slot + 1) & mask) {
      const place = (slots[slot] as number) - 1;
      if (place < 0) return false;
      if (this.pairs[2 * place] === a && this.pairs[2 * place + 1] === b) return true;
    }
  }

  first(place: number): number {
    return this.pairs[2 * place] as number;
  }

  second(place: number): number {
    return this.pairs[2 * place + 1] as number;
  }

  /** The 64-bit keys by place, where each pair is the halves of one as they lie in a BigInt64Array. */
  keys(): BigInt64Array {
    return new BigInt64Array(this.pairs.buffer, 0, this.size);
  }

  private add(a: number, b: number): number {
    const place = this.size++;
    this.pairs[2 * place] = a;
    this.pairs[2 * place + 1] = b;
    if (2 * this.size === this.pairs.length) this.grow();
    return place;
  }

  private grow(): void {
    const pairs = new Int32Array(2 * this.pairs.length);
    pairs.set(this.pairs);
    this.pairs = pairs;
    this.slots = new Int32Array(pairs.length);
    const mask = pairs.length - 1;
    for (let place = 0; place < this.size; place++) {
      let slot = hash(this.first(place), this.second(place)) & mask;
      while ((this.slots[slot] as number) > 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    }
  }
}

/** The finish of MurmurHash3 over both halves. */
function hash(a: number, b: number): number {
  let mixed = Math.imul(a ^ SEED, 0x9e3779b1) ^ Math.imul((b ^ (SEED >>> 7)) + (a >>> 3), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** 64-bit keys as the pairs that {@link Places} takes. */
export function halves(keys: BigInt64Array): Int32Array {
  return new Int32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
}

/** Keys in ascending order, and for each place its position in that order. */
export function ranked(places: Places): { keys: BigInt64Array; rank: Int32Array; order: Int32Array } {
  const keys = places.keys().slice().sort();
  const pairs = halves(keys);
  const rank = new Int32Array(keys.length);
  const order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const place = places.of(pairs[2 * i] as number, pairs[2 * i + 1] as number);
    rank[place] = i;
    order[i] = place;
  }
  return { keys, rank, order };
}

import { longer } from './longer';

/**
 * Gives 64-bit keys, or pairs of numbers, small numbers, from 1 in the order in which they are met; 0 stands for none. A table of
 * open addresses over plain numbers: a Map of bigints takes ten times the time and memory.
 */
export class Interner {
  /** How many keys are known; the largest number. */
  size = 0;
  private mask = (1 << 10) - 1;
  private table = new Int32Array(this.mask + 1);
  private high = new Int32Array(1 << 9);
  private low = new Int32Array(1 << 9);

  /** The number of a key, given as its signed upper and lower 32 bits. */
  of(high: number, low: number): number {
    const slot = this.slotOf(high, low);
    const held = this.table[slot] as number;
    if (held !== 0) return held;
    const number = ++this.size;
    this.table[slot] = number;
    this.high[number] = high;
    this.low[number] = low;
    if (number + 1 === this.low.length) this.grow();
    return number;
  }

  /** The number of a key that is known; 0 of any other. */
  find(key: bigint): number {
    const high = Number(BigInt.asIntN(32, key >> 32n));
    const low = Number(BigInt.asIntN(32, key));
    return this.table[this.slotOf(high, low)] as number;
  }

  /** The halves of the key of a number from 1. */
  highOf(number: number): number {
    return this.high[number] as number;
  }

  lowOf(number: number): number {
    return this.low[number] as number;
  }

  /** The key of a number from 1. */
  key(number: number): bigint {
    return (BigInt(this.high[number] as number) << 32n) | BigInt((this.low[number] as number) >>> 0);
  }

  private grow(): void {
    this.high = longer(this.high, 2 * this.high.length);
    this.low = longer(this.low, 2 * this.low.length);
    // The table stays at most half full.
    this.mask = 2 * this.mask + 1;
    this.table = new Int32Array(this.mask + 1);
    for (let number = 1; number <= this.size; number++)
      this.table[this.slotOf(this.high[number] as number, this.low[number] as number)] = number;
  }

  /** Where a key stands, or the free place in which it belongs. */
  private slotOf(high: number, low: number): number {
    const mixed = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & this.mask;
    for (let held = this.table[slot] as number; held !== 0; held = this.table[slot] as number) {
      if (this.low[held] === low && this.high[held] === high) break;
      slot = (slot + 1) & this.mask;
    }
    return slot;
  }
}

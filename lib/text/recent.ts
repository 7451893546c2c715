/**
 * What was made of short runs of units, remembered for those seen lately: anchors and labels of scaffolds come again and
 * again, those of payloads do not. One place for each hash, so that nothing is ever moved; a run is known by all its
 * units, so that what is answered never depends on what is remembered.
 */
export class Recent<V> {
  private readonly hashes: Int32Array;
  private readonly lengths: Int32Array;
  private readonly kept: Uint16Array;
  private readonly values: V[];

  /** `make` is pure. Runs longer than `longest` are not remembered; `size` is a power of two. */
  constructor(
    private readonly make: (units: Uint16Array, start: number, end: number) => V,
    private readonly longest: number,
    private readonly size: number,
  ) {
    this.hashes = new Int32Array(size);
    this.lengths = new Int32Array(size).fill(-1);
    this.kept = new Uint16Array(size * longest);
    this.values = new Array(size);
  }

  /** What is made of the units from `start` to `end`. */
  get(units: Uint16Array, start: number, end: number): V {
    const length = end - start;
    const { longest, kept } = this;
    if (length > longest) return this.make(units, start, end);
    let hash = length;
    for (let i = start; i < end; i++)
      hash = Math.imul(hash ^ (units[i] as number), 0x5bd1e995) ^ (hash >>> 15);
    const place = (hash ^ (hash >>> 16)) & (this.size - 1);
    const from = place * longest;
    if (this.hashes[place] === hash && this.lengths[place] === length) {
      let i = 0;
      while (i < length && kept[from + i] === units[start + i]) i++;
      if (i === length) return this.values[place] as V;
    }
    const value = this.make(units, start, end);
    this.hashes[place] = hash;
    this.lengths[place] = length;
    for (let i = 0; i < length; i++) kept[from + i] = units[start + i] as number;
    this.values[place] = value;
    return value;
  }
}

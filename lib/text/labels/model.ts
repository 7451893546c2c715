import { CAPABILITIES } from '@/lib/model/capability';
import { heard } from './features';

const LABELS = CAPABILITIES.length;
const SLOTS = 1 << 14;
const KEY_BYTES = 3;
/** Bits by which nearly all keys without a row are told; 16 kB, which stay in the processor's nearest cache. */
const SIEVE = 1 << 17;

/** Trained weights: text in base64 as the generated file has it. */
export interface PackedModel {
  /** Of each input its key (3 bytes, little-endian) and a signed byte for each label. */
  rows: string;
  /** What one unit of a weight is worth. */
  unit: number;
  /** A starting vote for each label, in units. */
  bias: readonly number[];
}

/** Two labels' weights to a number, each in 16 bits, so that one addition adds both; the eighth says when a row was last heard. */
const LANES = 8;
const HEARD_AT = LANES - 1;
/** The last label has a lane to itself: beside it stands what of the key its slot does not say, which nobody reads of a sum. */
const TAG_AT = 6;
const TAG_BITS = 8;
/** So many rows of weights from -128 to 127 stay within 16 bits. */
const MOST_ADDED = 255;

/**
 * Multinomial logistic regression over hashed inputs. A key is looked up in an open table; most words of a payload
 * are in none, and a 24-bit key is met by chance once in two thousand words.
 */
export class LabelModel {
  private readonly sieve = new Int32Array(SIEVE >>> 5);
  /** One more than the row of the key whose slot it is; 0 for a free slot. */
  private readonly slots = new Uint16Array(SLOTS);
  private readonly rows: Int32Array;
  private epoch = 0;
  readonly unit: number;
  readonly bias: readonly number[];

  constructor({ rows, unit, bias }: PackedModel) {
    const bytes = Buffer.from(rows, 'base64');
    const size = KEY_BYTES + LABELS;
    const count = bytes.length / size;
    this.rows = new Int32Array(count * LANES);
    for (let row = 0; row < count; row++) {
      const at = row * size;
      const key = bytes.readUIntLE(at, KEY_BYTES);
      let slot = key & (SLOTS - 1);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
      this.slots[slot] = row + 1;
      const bit = sieved(key);
      this.sieve[bit >>> 5] = (this.sieve[bit >>> 5] as number) | (1 << (bit & 31));
      for (let label = 0; label < LABELS; label++) {
        const lane = row * LANES + (label >>> 1);
        const weight = bytes.readInt8(at + KEY_BYTES + label);
        this.rows[lane] = (this.rows[lane] as number) + (label & 1 ? weight * 0x10000 : weight);
      }
      const last = row * LANES + TAG_AT;
      this.rows[last] = ((key >>> TAG_BITS) << 16) | ((this.rows[last] as number) & 0xffff);
    }
    this.unit = unit;
    this.bias = bias;
  }

  /** Adds to `votes` what the first `count` inputs in `heard` speak for, each once. */
  add(count: number, votes: Int32Array): void {
    const { sieve, slots, rows } = this;
    const epoch = ++this.epoch;
    let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
    let added = 0;
    for (let i = 0; i < count; i++) {
      const key = heard[i] as number;
      const bit = sieved(key);
      if ((((sieve[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) continue;
      let slot = key & (SLOTS - 1);
      let row = slots[slot] as number;
      while (row !== 0 && (rows[(row - 1) * LANES + TAG_AT] as number) >>> 16 !== key >>> TAG_BITS) {
        slot = (slot + 1) & (SLOTS - 1);
        row = slots[slot] as number;
      }
      if (row === 0) continue;
      const at = (row - 1) * LANES;
      if (rows[at + HEARD_AT] === epoch) continue;
      rows[at + HEARD_AT] = epoch;
      a = (a + (rows[at] as number)) | 0;
      b = (b + (rows[at + 1] as number)) | 0;
      c = (c + (rows[at + 2] as number)) | 0;
      d = (d + (rows[at + 3] as number)) | 0;
      e = (e + (rows[at + 4] as number)) | 0;
      f = (f + (rows[at + 5] as number)) | 0;
      g = (g + (rows[at + 6] as number)) | 0;
      if (++added < MOST_ADDED) continue;
      spread(a, b, votes, 0);
      spread(c, d, votes, 4);
      spread(e, f, votes, 8);
      spread(g, 0, votes, 12);
      a = b = c = d = e = f = g = added = 0;
    }
    spread(a, b, votes, 0);
    spread(c, d, votes, 4);
    spread(e, f, votes, 8);
    spread(g, 0, votes, 12);
  }

  /** Probabilities of all labels from votes, into `shares`. */
  shares(votes: Int32Array, shares: Float64Array): void {
    let most = -Infinity;
    for (let label = 0; label < LABELS; label++) most = Math.max(most, votes[label] as number);
    let sum = 0;
    for (let label = 0; label < LABELS; label++) {
      const share = Math.exp(((votes[label] as number) - most) * this.unit);
      shares[label] = share;
      sum += share;
    }
    for (let label = 0; label < LABELS; label++) shares[label] = (shares[label] as number) / sum;
  }
}

/** Adds the four labels of two lanes. */
function spread(first: number, second: number, votes: Int32Array, label: number): void {
  const low = (first << 16) >> 16;
  const third = (second << 16) >> 16;
  votes[label] = (votes[label] as number) + low;
  if (label + 1 >= LABELS) return;
  votes[label + 1] = (votes[label + 1] as number) + ((first - low) >> 16);
  votes[label + 2] = (votes[label + 2] as number) + third;
  votes[label + 3] = (votes[label + 3] as number) + ((second - third) >> 16);
}

/** The bit of a key, by the half of it that does not choose its slot as well. */
function sieved(key: number): number {
  return (key >>> 7) ^ ((key & 0x7f) << 10);
}

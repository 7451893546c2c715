import { CAPABILITIES } from '@/lib/model/capability';
import { heard } from './features';

const LABELS = CAPABILITIES.length;
const SLOTS = 1 << 15;
const KEY_BYTES = 3;

/** Trained weights: text in base64 as the generated file has it. */
export interface PackedModel {
  /** Of each input its key (3 bytes, little-endian) and a signed byte for each label. */
  rows: string;
  /** What one unit of a weight is worth. */
  unit: number;
  /** A starting vote for each label, in units. */
  bias: readonly number[];
}

/**
 * Multinomial logistic regression over hashed inputs. A key is looked up in an open table; most words of a payload
 * are in none, and a 24-bit key is met by chance once in two thousand words.
 */
export class LabelModel {
  private readonly keys = new Uint32Array(SLOTS);
  private readonly rowOf = new Uint16Array(SLOTS);
  private readonly weights: Int8Array;
  private readonly seen: Uint32Array;
  private epoch = 0;
  readonly unit: number;
  readonly bias: readonly number[];

  constructor({ rows, unit, bias }: PackedModel) {
    const bytes = Buffer.from(rows, 'base64');
    const size = KEY_BYTES + LABELS;
    const count = bytes.length / size;
    this.weights = new Int8Array(count * LABELS);
    this.seen = new Uint32Array(count);
    for (let row = 0; row < count; row++) {
      const at = row * size;
      const key = bytes.readUIntLE(at, KEY_BYTES);
      let slot = key & (SLOTS - 1);
      while (this.rowOf[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
      this.keys[slot] = key;
      this.rowOf[slot] = row + 1;
      for (let label = 0; label < LABELS; label++)
        this.weights[row * LABELS + label] = bytes.readInt8(at + KEY_BYTES + label);
    }
    this.unit = unit;
    this.bias = bias;
  }

  /** Adds to `votes` what the first `count` inputs in `heard` speak for, each once. */
  add(count: number, votes: Int32Array): void {
    const { keys, rowOf, weights, seen } = this;
    const epoch = ++this.epoch;
    for (let i = 0; i < count; i++) {
      const key = heard[i] as number;
      let slot = key & (SLOTS - 1);
      let row = rowOf[slot] as number;
      while (row !== 0 && keys[slot] !== key) {
        slot = (slot + 1) & (SLOTS - 1);
        row = rowOf[slot] as number;
      }
      if (row === 0 || seen[row - 1] === epoch) continue;
      seen[row - 1] = epoch;
      const at = (row - 1) * LABELS;
      for (let label = 0; label < LABELS; label++)
        votes[label] = (votes[label] as number) + (weights[at + label] as number);
    }
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

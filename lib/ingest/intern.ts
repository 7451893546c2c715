import type { IndicatorKind } from '@/lib/model/indicator';
import { cut } from '@/lib/text/mask';
import { hashOf } from './keys';
import { halves, Places, ranked } from './places';
import { storable } from './storable';

/** Longest indicator value kept for people to read; its key covers the whole. Index rows must stay below 2,700 bytes. */
const VALUE_LENGTH = 600;

/** The different keys of one kind of thing in a batch, each with a position in order of appearance. */
export class Interned<Label> {
  private readonly places = new Places();
  private readonly one = new BigInt64Array(1);
  private readonly halves = halves(this.one);
  readonly keys: bigint[] = [];
  readonly labels: Label[] = [];

  /** The position of a key; with `label` when it is new. */
  add(key: bigint, label: Label): number {
    this.one[0] = key;
    const position = this.places.of(this.halves[0] as number, this.halves[1] as number);
    if (position === this.keys.length) {
      this.keys.push(key);
      this.labels.push(label);
    }
    return position;
  }

  /** Keys and labels in ascending order of key, and for each position its place in that order. */
  sorted(): { keys: BigInt64Array; labels: Label[]; rank: Int32Array } {
    const { keys, rank, order } = ranked(this.places);
    return { keys, labels: Array.from(order, (position) => this.labels[position] as Label), rank };
  }
}

/** The different names of one kind in a batch: as {@link Interned}, looked up by the name itself. */
export class Names extends Interned<string> {
  private readonly known = new Map<string, number>();

  constructor(private readonly keyOf: (name: string) => bigint) {
    super();
  }

  position(name: string): number {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const position = this.add(this.keyOf(name), name);
    this.known.set(name, position);
    return position;
  }
}

export interface IndicatorLabel {
  kind: IndicatorKind;
  value: string;
}

/** Kinds whose key stands for a family of texts, of which the batch keeps the least as label. */
const FAMILIES: ReadonlySet<IndicatorKind> = new Set(['system_prompt', 'tool_schema', 'parameter_vector']);

/** The indicators of a batch. Values are made storable; what is longer than people can read is cut. */
export class IndicatorTable extends Interned<IndicatorLabel> {
  /** For {@link family}: the last label seen under a position, since most exchanges repeat it. */
  private readonly lastLabel: string[] = [];

  /** A look-up for one kind: the position of a value, hashed only when the batch has not seen it. */
  ofKind(kind: IndicatorKind): (value: string) => number {
    const known = new Map<string, number>();
    const key = hashOf(kind);
    return (value) => {
      const position = known.get(value);
      if (position !== undefined) return position;
      const made = this.family(key(value), kind, value);
      known.set(value, made);
      return made;
    };
  }

  /** The position of a key that others derived, whose label may differ from one exchange to the next. */
  family(key: bigint, kind: IndicatorKind, label: string): number {
    const position = this.add(key, { kind, value: '' });
    if (this.lastLabel[position] === label) return position;
    this.lastLabel[position] = label;
    const entry = this.labels[position] as IndicatorLabel;
    const value = readable(label);
    if (entry.value === '' || (FAMILIES.has(kind) && value < entry.value)) entry.value = value;
    return position;
  }
}

function readable(label: string): string {
  const text = storable(label);
  return text.length <= VALUE_LENGTH ? text : `${cut(text, VALUE_LENGTH - 1)}…`;
}

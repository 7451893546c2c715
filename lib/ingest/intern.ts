import { INDICATOR_KINDS, type IndicatorKind } from '@/lib/model/indicator';
import { cut } from '@/lib/text/mask';
import { storable } from './storable';

/** Longest indicator value kept for people to read; its key covers the whole. Index rows must stay below 2,700 bytes. */
const VALUE_LENGTH = 600;

/** The different keys of one kind of thing in a batch, each with a position in order of appearance. */
export class Interned<Label> {
  private readonly positions = new Map<bigint, number>();
  readonly keys: bigint[] = [];
  readonly labels: Label[] = [];

  add(key: bigint, label: Label): number {
    const known = this.positions.get(key);
    if (known !== undefined) return known;
    const position = this.keys.length;
    this.positions.set(key, position);
    this.keys.push(key);
    this.labels.push(label);
    return position;
  }

  /** Keys and labels in ascending order of key, and for each position its place in that order. */
  sorted(): { keys: BigInt64Array; labels: Label[]; rank: Int32Array } {
    const order = Array.from(this.keys, (_, i) => i).sort((a, b) =>
      (this.keys[a] as bigint) < (this.keys[b] as bigint) ? -1 : 1,
    );
    const rank = new Int32Array(order.length);
    for (let i = 0; i < order.length; i++) rank[order[i] as number] = i;
    return {
      keys: BigInt64Array.from(order, (i) => this.keys[i] as bigint),
      labels: order.map((i) => this.labels[i] as Label),
      rank,
    };
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
  private readonly known = new Map<IndicatorKind, Map<string, number>>(
    INDICATOR_KINDS.map((kind) => [kind, new Map()]),
  );

  /** The position of a value of a kind; `key` is computed only for a value that the batch has not seen. */
  position(kind: IndicatorKind, value: string, key: (value: string) => bigint): number {
    const known = this.known.get(kind) as Map<string, number>;
    const position = known.get(value);
    if (position !== undefined) return position;
    const made = this.family(key(value), kind, value);
    known.set(value, made);
    return made;
  }

  /** The position of a key that others derived, whose label may differ from one exchange to the next. */
  family(key: bigint, kind: IndicatorKind, label: string): number {
    const position = this.add(key, { kind, value: '' });
    const entry = this.labels[position] as IndicatorLabel;
    if (entry.value === '' || (FAMILIES.has(kind) && label < entry.value)) entry.value = readable(label);
    return position;
  }
}

function readable(label: string): string {
  const text = storable(label);
  return text.length <= VALUE_LENGTH ? text : `${cut(text, VALUE_LENGTH - 1)}…`;
}

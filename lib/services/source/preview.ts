import { z } from 'zod';
import { lineForm } from '@/lib/ingest/envelope';
import { sourceOf } from '@/lib/ingest/sources/index';
import { type Mapped, mapRecord } from '@/lib/ingest/sources/map';
import { getter } from '@/lib/ingest/sources/path';
import { rowsOf } from '@/lib/ingest/sources/rows';
import type { MappedField, SamplePreview } from '@/lib/model/console/source';
import { RetortError } from '@/lib/model/errors';
import { type Coercion, type Profile, TARGETS, type Target } from '@/lib/model/mapping';
import { profile as profileSchema } from '@/lib/model/mapping-schema';
import { defineQuery } from '@/lib/services/verb';

/** Largest sample, in signs of text. */
export const MOST_SAMPLE = 1_000_000;
/** Rows that are looked at, and for how long: a sample is to be answered at once. */
const MOST_ROWS = 200;
const MOST_MS = 100;
const MOST_VALUES = 3;
const MOST_UNUSED = 200;
const MOST_FAULTS = 20;
const VALUE = 160;

/** What a draft of a mapping makes of a sample. Stores nothing. RetortError `invalid` for a source without mapping. */
export const previewSample = defineQuery({
  name: 'source.preview',
  right: 'read',
  input: z.object({
    format: z.string().max(64),
    profile: profileSchema.nullable().meta({ description: 'null: the mapping of the format.' }),
    sample: z.string().min(1).max(MOST_SAMPLE),
  }),
  run: (asked, _, now) => previewOf(asked, now),
});

interface Draft {
  format: string;
  profile: Profile | null;
  sample: string;
}

/** As {@link previewSample}, from checked input; `clock` tells milliseconds from any moment. */
export async function previewOf(
  { format, profile, sample }: Draft,
  now: Date,
  clock: () => number = () => performance.now(),
): Promise<SamplePreview> {
  const source = sourceOf(format);
  const used = profile ?? source.profile;
  if (used === null) throw new RetortError('invalid', 'format: records of this source need no mapping.');
  const summary = new Summary();
  const until = clock() + MOST_MS;
  let number = 0;
  for await (const row of rowsOfSample(sample, source.envelope, used)) {
    if (number >= MOST_ROWS || clock() > until) {
      summary.more = true;
      break;
    }
    number++;
    if (source.record?.(row) !== undefined) summary.asRecord();
    else summary.add(row, mapRecord(used, row, now.getTime() * 1000), number);
  }
  return summary.out();
}

/** A line that is no JSON comes as text, which the mapping refuses by itself. */
async function* rowsOfSample(
  sample: string,
  envelope: Parameters<typeof lineForm>[1],
  profile: Profile,
): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  const lines = lineForm(
    (async function* () {
      yield Buffer.from(sample);
    })(),
    envelope,
  );
  for await (const chunk of lines) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) yield* rowsOfLine(line, envelope, profile);
  }
  yield* rowsOfLine(rest, envelope, profile);
}

function rowsOfLine(
  line: string,
  envelope: Parameters<typeof lineForm>[1],
  profile: Profile,
): readonly unknown[] {
  if (line.trim() === '') return [];
  try {
    return rowsOf({ envelope }, profile, JSON.parse(line));
  } catch {
    return [line];
  }
}

interface Counted {
  rows: number;
  value: string;
}

class Summary {
  more = false;
  private rows = 0;
  private taken = 0;
  private passed = 0;
  private readonly fields = new Map<Target, { field: MappedField; byPath: Map<string, number> }>(
    TARGETS.map((target) => [
      target,
      { field: { target, paths: [], rows: 0, values: [], problems: [] }, byPath: new Map() },
    ]),
  );
  private readonly unused = new Map<string, Counted>();
  private readonly faults = new Map<string, { code: string; message: string; rows: number; first: number }>();

  asRecord(): void {
    this.rows++;
    this.taken++;
  }

  add(row: unknown, { record, outcome, used, unused, problems }: Mapped, number: number): void {
    this.rows++;
    if (outcome === 'passed') this.passed++;
    else if (outcome === 'taken') this.taken++;
    else {
      const key = `${outcome.code} ${outcome.message}`;
      const fault = this.faults.get(key) ?? { ...outcome, rows: 0, first: number };
      fault.rows++;
      if (this.faults.size < MOST_FAULTS) this.faults.set(key, fault);
    }
    const counted = new Set<Target>();
    for (const { target, path, as } of used) {
      const entry = this.fields.get(target);
      if (!entry) continue;
      entry.byPath.set(`${as} ${path}`, (entry.byPath.get(`${as} ${path}`) ?? 0) + 1);
      if (counted.has(target)) continue;
      counted.add(target);
      entry.field.rows++;
      const value = shown(record[target]);
      if (entry.field.values.length < MOST_VALUES && !entry.field.values.includes(value))
        entry.field.values.push(value);
    }
    for (const { target, path, message } of problems) {
      const list = this.fields.get(target)?.field.problems;
      const known = list?.find((one) => one.path === path && one.message === message);
      if (known) known.rows++;
      else if (list && list.length < MOST_VALUES)
        list.push({ path, message, rows: 1, value: shown(getter(path)(row)) });
    }
    for (const path of unused) {
      const known = this.unused.get(path);
      if (known) known.rows++;
      else if (this.unused.size < MOST_UNUSED)
        this.unused.set(path, { rows: 1, value: shown(getter(path)(row)) });
    }
  }

  out(): SamplePreview {
    return {
      rows: this.rows,
      taken: this.taken,
      passed: this.passed,
      rejected: this.rows - this.taken - this.passed,
      more: this.more,
      fields: [...this.fields.values()].map(({ field, byPath }) => ({
        ...field,
        paths: [...byPath]
          .sort(([, a], [, b]) => b - a)
          .map(([key, rows]) => {
            const at = key.indexOf(' ');
            return { as: key.slice(0, at) as Coercion, path: key.slice(at + 1), rows };
          }),
      })),
      unused: [...this.unused].map(([path, { rows, value }]) => ({ path, rows, value })),
      faults: [...this.faults.values()].sort((a, b) => b.rows - a.rows),
    };
  }
}

/** A value in a few words: the text itself, or JSON. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > VALUE ? `${text.slice(0, VALUE)}…` : text;
}

import { isTraces, spansOfJson } from '@/lib/ingest/otlp/json';
import { distinct, type SpanRow } from '@/lib/ingest/otlp/span';
import type { Profile } from '@/lib/model/mapping';
import { type Getter, getter, innerJson } from './path';
import type { Source } from './source';

interface Place {
  list: Getter;
  /** What of each member is the row; the member itself when left out. */
  inside: Getter | null;
}

const places = new WeakMap<Profile, readonly Place[]>();

/**
 * The rows in one JSON value: the members of a list, what an object holds under the paths of the mapping (`data`, `events[].message`), the spans
 * of a request of traces, or the value itself. null is no row; text that is JSON is read.
 */
export function rowsOf(
  { envelope }: Pick<Source, 'envelope'>,
  profile: Profile,
  value: unknown,
): readonly unknown[] {
  if (value === null || value === undefined) return NONE;
  if (Array.isArray(value)) return value.flatMap((one) => rowsOf({ envelope }, profile, one));
  if (typeof value === 'string') {
    const inner = innerJson(value);
    return inner === undefined ? [value] : rowsOf({ envelope }, profile, inner);
  }
  if (envelope === 'otlp' && isTraces(value)) return distinct(spansOfJson(value));
  for (const { list, inside } of placesOf(profile)) {
    const found = list(value);
    const members = typeof found === 'string' ? innerJson(found) : found;
    if (!Array.isArray(members)) continue;
    return members
      .map((member) => {
        const row = inside ? inside(member) : member;
        return typeof row === 'string' ? (innerJson(row) ?? row) : row;
      })
      .filter((row) => row !== null && row !== undefined);
  }
  return [value];
}

const NONE: readonly unknown[] = [];

function placesOf(profile: Profile): readonly Place[] {
  let found = places.get(profile);
  if (!found) {
    found = (profile.rows ?? []).map((path) => {
      const [list = '', inside] = path.split('[].', 2);
      return { list: getter(list), inside: inside === undefined ? null : getter(inside) };
    });
    places.set(profile, found);
  }
  return found;
}

/** What tells that a row stands for the same request as an earlier one; null where nothing does. */
export function sameRequest(row: unknown): string | null {
  const span = row as Partial<SpanRow>;
  const id = span.attributes?.['gen_ai.response.id'];
  return typeof id === 'string' && typeof span.traceId === 'string' ? `${span.traceId} ${id}` : null;
}

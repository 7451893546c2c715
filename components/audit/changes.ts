import { exact } from '@/components/ui/format';

/** One field that an act changed: null where it had no value. */
export interface Change {
  field: string;
  from: string | null;
  to: string | null;
}

type State = Record<string, unknown> | null;

/**
 * What differs between two states, field by field in the order of the later one; fields of inner objects are named
 * "outer.inner". A version that only counts up says nothing and is left out.
 */
export function changesOf(before: State, after: State): Change[] {
  const from = flat(before);
  const to = flat(after);
  return [...new Set([...to.keys(), ...from.keys()])]
    .filter((field) => field !== 'version')
    .map((field) => ({ field, from: from.get(field) ?? null, to: to.get(field) ?? null }))
    .filter((change) => change.from !== change.to);
}

function flat(state: State): Map<string, string> {
  const fields = new Map<string, string>();
  const walk = (path: string, value: unknown) => {
    if (value === null || value === undefined) return;
    if (typeof value === 'object' && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) walk(path ? `${path}.${name}` : name, inner);
    } else {
      fields.set(path, words(value));
    }
  };
  walk('', state);
  return fields;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** A value with the names of the ids in it in their place; `briefly` with what only machines read cut short. */
export function withNames(
  value: string,
  named: Readonly<Record<string, { name: string }>>,
  briefly = false,
): string {
  return value
    .split(', ')
    .map((part) => named[part]?.name ?? (briefly ? machineId(part) : null) ?? part)
    .join(', ');
}

/** An id that only machines read, as far as it is worth showing; null for one that people use. */
export function machineId(id: string): string | null {
  const [hit, prefix = ''] =
    /^([a-z]+_)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(id) ?? [];
  return hit === undefined ? null : id.slice(0, prefix.length + 8);
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(words).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' && TIME.test(value)) return exact(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The fields that tell most stand first in one line: what it came to and why. */
const FIRST = ['status', 'role', 'outcome', 'value', 'reason', 'result'];

/** The changes for one line, the telling ones first. */
export function telling(changes: readonly Change[]): Change[] {
  const rank = ({ field }: Change) => {
    const at = FIRST.indexOf(field);
    return at < 0 ? FIRST.length : at;
  };
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

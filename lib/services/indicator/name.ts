import { ownIndicator } from '@/lib/ingest/peer-indicator';
import { RetortError } from '@/lib/model/errors';
import { indicatorKey } from '@/lib/model/hash';
import { INDICATOR_KINDS } from '@/lib/model/indicator';
import { nameIndicator, readIndicator } from '@/lib/services/account/indicator-filter';

export interface ResolvedIndicator {
  /** Its key in indicator_spread and on the watch-list. */
  key: bigint;
  /** Its keys in account_indicator: several where many values share one label. */
  keys: bigint[];
  kind: string;
  value: string;
  scaffold: string | null;
}

/** Kinds whose value is only a label: nobody can name one that was never seen. */
const BY_KEY_ONLY: ReadonlySet<string> = new Set(['system_prompt', 'tool_schema', 'parameter_vector']);

/**
 * The value an address names, seen or not: one that was never seen in the form in which accounts would show it, such as
 * an address as its block. RetortError `not_found` for what names none.
 */
export async function resolveIndicator(name: string): Promise<ResolvedIndicator> {
  const read = await readIndicator(name);
  if (read.scaffold !== null) {
    if (!read.known) throw unknown(name);
    return {
      key: indicatorKey('scaffold', read.scaffold),
      keys: [],
      kind: 'scaffold',
      value: read.scaffold,
      scaffold: read.scaffold,
    };
  }
  const [first] = read.keys;
  if (read.known && first !== undefined)
    return { key: first, keys: read.keys, kind: read.kind, value: read.value, scaffold: null };
  if (!name.includes(':') || name.includes('\0')) throw unknown(name);
  const own = ownIndicator(read.kind, read.value);
  if (own.value === '' || BY_KEY_ONLY.has(own.kind)) throw unknown(name);
  const key = indicatorKey(own.kind, own.value);
  return { key, keys: [key], ...own, scaffold: null };
}

/** Whether Retort could ever see a value of this kind in what an account shows. */
export function isOwnKind(kind: string): boolean {
  return INDICATOR_KINDS.some((own) => own === kind);
}

/** The name under which addresses have it. */
export function nameOf({ kind, value, key }: { kind: string; value: string; key: bigint }): string {
  return kind === 'scaffold' ? `scaffold:${value}` : nameIndicator(kind, value, key);
}

function unknown(name: string): RetortError {
  return new RetortError('not_found', `There is no indicator ${name.slice(0, 200)}.`, {
    entity: 'indicator',
    id: name.slice(0, 200),
  });
}

import { getPool } from '@/lib/db/pool';
import { indicatorKey } from '@/lib/model/hash';

/**
 * How the address of a list names one indicator: "kind:value" where the value says it, "kind#HEX" (its key) where the
 * value is only a label for people, as with system prompts, tool schemas and parameters.
 */
export interface NamedIndicator {
  kind: string;
  value: string;
  /** Keys in account_indicator; empty when it is a scaffold family or unknown. */
  keys: bigint[];
  scaffold: string | null;
  known: boolean;
}

const BY_KEY = /^([a-z_]+)#([0-9a-f]{16})$/;
/** Values longer than this do not go into an address. */
const LONGEST_VALUE = 120;
const LABELLED: ReadonlySet<string> = new Set(['system_prompt', 'tool_schema', 'parameter_vector']);

/** The text that {@link readIndicator} takes. */
export function nameIndicator(kind: string, value: string, key: bigint): string {
  if (!LABELLED.has(kind) && value.length <= LONGEST_VALUE) return `${kind}:${value}`;
  return `${kind}#${BigInt.asUintN(64, key).toString(16).padStart(16, '0')}`;
}

/** What an address names. Unknown values come back with `known` false. */
export async function readIndicator(text: string): Promise<NamedIndicator> {
  const [, kindOfKey, hex] = BY_KEY.exec(text) ?? [];
  if (kindOfKey && hex) return byKey(kindOfKey, BigInt.asIntN(64, BigInt(`0x${hex}`)));
  const colon = text.indexOf(':');
  const kind = colon < 0 ? '' : text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (kind === 'scaffold') {
    const { rowCount } = await getPool().query('SELECT 1 FROM scaffold WHERE id = $1', [value]);
    return { kind, value, keys: [], scaffold: value, known: Boolean(rowCount) };
  }
  const { rows } = await getPool().query<{ key: bigint }>(
    'SELECT key FROM indicator WHERE key = $1 OR (kind = $2 AND value = $3) LIMIT 100',
    [indicatorKey(kind, value), kind, value],
  );
  return { kind, value, keys: rows.map((row) => row.key), scaffold: null, known: rows.length > 0 };
}

async function byKey(kind: string, key: bigint): Promise<NamedIndicator> {
  const { rows } = await getPool().query<{ value: string }>(
    'SELECT value FROM indicator WHERE key = $1 AND kind = $2',
    [key, kind],
  );
  return { kind, value: rows[0]?.value ?? '', keys: [key], scaffold: null, known: rows.length > 0 };
}

import type { PoolClient } from 'pg';
import { type Holders, isKnown, MOST_HOLDERS } from './new-holders';

/** Fewest accounts that must send something constant before it counts as shared. */
const LEAST_ACCOUNTS = 3;

/** The columns of `recent` in which a content may stand, as rows. */
export const RECENT_KEYS = `recent r
  CROSS JOIN LATERAL (VALUES (r.system_key), (r.head_key), (r.tail_key), (r.frame_key), (r.tool_key)) v(key)`;

/**
 * Accounts, however old, that since the base sent what several others sent too and hardly anybody had sent before: what stolen keys and accounts bought
 * long ago show first. Needs the temporary table `recent`.
 */
export async function sendersOfNew(tx: PoolClient, holders: Holders): Promise<Set<bigint>> {
  const several = await tx.query<{ key: bigint }>(
    `SELECT v.key FROM ${RECENT_KEYS} WHERE v.key IS NOT NULL GROUP BY 1 HAVING min(r.account_key) <> max(r.account_key)`,
  );
  const fresh = several.rows.map(({ key }) => key).filter((key) => !isKnown(holders, key));
  if (fresh.length === 0) return new Set();
  const { rows } = await tx.query<{ accounts: string[] }>(
    `SELECT array_agg(DISTINCT r.account_key) AS accounts FROM ${RECENT_KEYS} WHERE v.key = ANY($1::bigint[])
      GROUP BY v.key HAVING count(DISTINCT r.account_key) BETWEEN ${LEAST_ACCOUNTS} AND ${MOST_HOLDERS}`,
    [fresh],
  );
  return new Set(rows.flatMap(({ accounts }) => accounts.map(BigInt)));
}

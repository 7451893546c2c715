import type { PoolClient } from 'pg';
import { statusAtTime } from './load-accounts';

/** `active`, `suspended` or `banned` at `until`, since when (milliseconds), and what is known of who stands behind the account. */
export interface Standing {
  status: string;
  statusAt: number | null;
  verified: string | null;
  /** When it was made, as far as that was known by then. */
  createdAt: number | null;
}

/** How accounts stood at `until`, by key. */
export async function loadStandings(
  tx: PoolClient,
  keys: readonly bigint[],
  until: number,
): Promise<Map<bigint, Standing>> {
  const { rows } = await tx.query<{
    key: bigint;
    status: string;
    status_at: Date | null;
    verified: string | null;
    created_at: Date | null;
    event_kind: string | null;
    event_at: Date | null;
  }>(
    `SELECT a.key, a.status, a.status_at, a.verified, a.created_at, e.kind AS event_kind, e.occurred_at AS event_at
       FROM unnest($2::bigint[]) k(key) JOIN account a ON a.key = k.key
       LEFT JOIN LATERAL (
         SELECT kind, occurred_at FROM account_event
          WHERE account_key = a.key AND occurred_at <= $1 AND kind IN ('banned', 'suspended', 'reinstated')
          ORDER BY occurred_at DESC, kind LIMIT 1) e ON true`,
    [new Date(until), keys],
  );
  return new Map(
    rows.map((row) => [
      row.key,
      {
        ...statusAtTime(row, until),
        verified: row.verified,
        createdAt: row.created_at && row.created_at.getTime() <= until ? row.created_at.getTime() : null,
      },
    ]),
  );
}

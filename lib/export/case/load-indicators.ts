import type { PoolClient } from 'pg';
import { capabilityAt } from '@/lib/model/capability';
import type { IndicatorKind } from '@/lib/model/indicator';
import { type Cut, cutOf } from './included';
import type { CaseIndicator, CaseScaffold } from './model';

/** The worker counts the weightiest of them only. */
const MOST_INDICATORS = 300;
const MOST_SCAFFOLDS = 200;

interface IndicatorRow {
  kind: IndicatorKind;
  value: string;
  key: bigint;
  accounts: number;
  outside: number;
  log_odds: number;
  hub: boolean;
  first_seen: Date | null;
  last_seen: Date | null;
}

/** The values that members share, as counted by the worker for the campaign's run, with when members showed them. */
export async function readIndicators(tx: PoolClient, id: string): Promise<Cut<CaseIndicator>> {
  const { rows } = await tx.query<IndicatorRow>(
    `SELECT l.kind, l.value, l.key, l.accounts, l.outside, l.log_odds, l.hub,
            coalesce(t.first_seen, s.first_seen) AS first_seen, coalesce(t.last_seen, s.last_seen) AS last_seen
       FROM campaign_link l
       LEFT JOIN (SELECT a.indicator_key, min(a.first_seen) AS first_seen, max(a.last_seen) AS last_seen
                    FROM campaign_account m JOIN account_indicator a ON a.account_key = m.account_key
                   WHERE m.campaign_id = $1
                     AND a.indicator_key IN (SELECT key FROM campaign_link WHERE campaign_id = $1 AND kind <> 'scaffold')
                   GROUP BY 1) t ON t.indicator_key = l.key AND l.kind <> 'scaffold'
       LEFT JOIN scaffold s ON l.kind = 'scaffold' AND s.id = l.value
      WHERE l.campaign_id = $1 ORDER BY l.position`,
    [id],
  );
  const items = rows.map((row) => ({
    kind: row.kind,
    value: row.value,
    keyed: false,
    key: hexKey(row.key),
    accounts: row.accounts,
    outside: row.outside,
    log_odds: row.log_odds,
    hub: row.hub,
    first_seen: row.first_seen?.toISOString() ?? null,
    last_seen: row.last_seen?.toISOString() ?? null,
  }));
  return cutOf(items, items.length, MOST_INDICATORS);
}

interface ScaffoldSqlRow extends Omit<CaseScaffold, 'capability' | 'first_seen' | 'last_seen' | 'anchors'> {
  capability: number;
  first_seen: Date;
  last_seen: Date;
  anchors: (bigint | string)[];
  total: number;
}

export async function readScaffolds(tx: PoolClient, id: string): Promise<Cut<CaseScaffold>> {
  const { rows } = await tx.query<ScaffoldSqlRow>(
    `SELECT s.id, s.skeleton, s.capability, cs.accounts, cs.exchanges::float8 AS exchanges, s.accounts AS all_accounts,
            s.exchanges::float8 AS all_exchanges, s.first_seen, s.last_seen, s.anchors::text[] AS anchors, s.examples,
            (count(*) OVER ())::int AS total
       FROM campaign_scaffold cs JOIN scaffold s ON s.id = cs.scaffold_id
      WHERE cs.campaign_id = $1 ORDER BY cs.exchanges DESC, s.id LIMIT ${MOST_SCAFFOLDS}`,
    [id],
  );
  const items = rows.map((row) => ({
    id: row.id,
    skeleton: row.skeleton,
    capability: capabilityAt(row.capability),
    accounts: row.accounts,
    exchanges: row.exchanges,
    all_accounts: row.all_accounts,
    all_exchanges: row.all_exchanges,
    first_seen: row.first_seen.toISOString(),
    last_seen: row.last_seen.toISOString(),
    anchors: row.anchors.map((anchor) => hexKey(BigInt(anchor))).sort(),
    examples: row.examples,
  }));
  return cutOf(items, rows[0]?.total ?? 0, MOST_SCAFFOLDS);
}

/** A signed 64-bit key as 16 hex digits, two's complement: the bytes of the hash it is cut from. */
export function hexKey(key: bigint): string {
  return BigInt.asUintN(64, key).toString(16).padStart(16, '0');
}

import { getPool } from '@/lib/db/pool';
import type { AccountComparison, ComparedValue } from '@/lib/model/console/compare';
import { nameIndicator } from './indicator-filter';

const MOST_SHARED = 60;
const MOST_APART = 40;
/** Values of more accounts than this lead to nobody in particular. */
const MOST_KIN = 1_000;
const MOST_SUGGESTED = 6;

interface ValueRow {
  key: bigint | null;
  kind: string;
  value: string;
  label: string;
  accounts: number;
  hub: boolean;
  holders: bigint[];
  uses: number[];
  total: number;
}

/** Every value of the accounts with who of them shows it; $1 are their keys. */
const SHOWN = `
  WITH mine AS MATERIALIZED (
    SELECT a.indicator_key AS key, array_agg(a.account_key) AS holders, array_agg(a.exchanges) AS uses
      FROM account_indicator a WHERE a.account_key = ANY($1::bigint[]) GROUP BY 1),
  shown AS (
    SELECT i.key, i.kind, i.value, i.value AS label, m.holders, m.uses,
           greatest(cardinality(m.holders), coalesce(s.accounts, i.accounts)) AS accounts, coalesce(s.hub, false) AS hub
      FROM mine m JOIN indicator i ON i.key = m.key LEFT JOIN indicator_spread s ON s.indicator_key = m.key
    UNION ALL
    SELECT NULL::bigint, 'scaffold', f.id, left(f.skeleton, 160), array_agg(a.account_key), array_agg(a.exchanges), f.accounts, false
      FROM scaffold_account a JOIN scaffold f ON f.id = a.scaffold_id WHERE a.account_key = ANY($1::bigint[]) GROUP BY f.id)`;

/** What accounts share and what sets each apart, among `all` accounts. */
export async function comparedValues(
  keys: readonly bigint[],
  all: number,
): Promise<Pick<AccountComparison, 'shared' | 'shared_total' | 'apart'>> {
  const [shared, apart] = await Promise.all([
    getPool().query<ValueRow>(
      `${SHOWN} SELECT *, count(*) OVER ()::int AS total FROM shown WHERE cardinality(holders) > 1
        ORDER BY hub, cardinality(holders) DESC, accounts, kind, value LIMIT ${MOST_SHARED}`,
      [keys],
    ),
    getPool().query<ValueRow>(
      `${SHOWN} SELECT *, 0 AS total FROM (
         SELECT *, row_number() OVER (PARTITION BY holders[1], kind ORDER BY uses[1] DESC, accounts DESC, value) AS nth
           FROM shown WHERE cardinality(holders) = 1) s
        WHERE nth = 1 ORDER BY kind, value LIMIT ${MOST_APART}`,
      [keys],
    ),
  ]);
  const of = (row: ValueRow) => comparedValue(row, keys, all);
  return { shared: shared.rows.map(of), shared_total: shared.rows[0]?.total ?? 0, apart: apart.rows.map(of) };
}

function comparedValue(row: ValueRow, keys: readonly bigint[], all: number): ComparedValue {
  const places = keys.map((key) => row.holders.findIndex((holder) => BigInt(holder) === key));
  return {
    name: row.key === null ? `scaffold:${row.value}` : nameIndicator(row.kind, row.value, row.key),
    kind: row.kind,
    label: row.label,
    accounts: row.accounts,
    one_in: row.accounts > 0 ? Math.max(1, all / row.accounts) : all,
    hub: row.hub,
    shown: places.map((place) => place >= 0),
    exchanges: places.map((place) => row.uses[place] ?? 0),
  };
}

/** Accounts that share the rarest values of these, those that share most first. */
export async function suggestions(keys: readonly bigint[]): Promise<AccountComparison['suggested']> {
  if (keys.length === 0) return [];
  const { rows } = await getPool().query<{ id: string; values: number }>(
    `WITH rare AS MATERIALIZED (
       SELECT DISTINCT s.indicator_key, s.accounts FROM account_indicator a JOIN indicator_spread s ON s.indicator_key = a.indicator_key
        WHERE a.account_key = ANY($1::bigint[]) AND s.accounts BETWEEN 2 AND ${MOST_KIN} AND NOT s.hub
        ORDER BY s.accounts, s.indicator_key LIMIT 8),
     kin AS (
       SELECT o.account_key, count(*)::int AS values, min(r.accounts) AS rarest
         FROM rare r JOIN account_indicator o ON o.indicator_key = r.indicator_key
        WHERE o.account_key <> ALL($1::bigint[]) GROUP BY 1 ORDER BY 2 DESC, 3, 1 LIMIT ${MOST_SUGGESTED})
     SELECT a.id, k.values FROM kin k JOIN account a ON a.key = k.account_key ORDER BY k.values DESC, k.rarest, a.id`,
    [keys],
  );
  return rows;
}

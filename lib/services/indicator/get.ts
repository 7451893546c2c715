import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { IndicatorHead } from '@/lib/model/console/indicator';
import { defineQuery } from '@/lib/services/verb';
import { type ResolvedIndicator, resolveIndicator } from './name';
import { indicatorRows, lastDrawing, SPREAD_COLUMNS, type SpreadRow } from './row';

const DAY_MS = 86_400_000;
/** Days of the activity, counted back from when the value was last shown. */
const MOST_DAYS = 90;
/** Accounts that are looked at for the activity. Keys are hashes, so the first of them by key are a fair sample. */
const SAMPLE = 5_000;

export const indicatorName = z
  .string()
  .min(1)
  .max(1_000)
  .refine((text) => !text.includes('\0'), 'A text holds no NUL.');

/**
 * One value: its spread and base rate, the campaigns that hold it, what others said of it, who watches it and how it came
 * and went. Also one that nobody has shown yet. RetortError `not_found` for what names no value.
 */
export const getIndicator = defineQuery({
  name: 'indicator.get',
  right: 'read',
  input: z.object({ name: indicatorName }),
  run: async ({ name }): Promise<IndicatorHead> => {
    const indicator = await resolveIndicator(name);
    const [spread, drawing] = await Promise.all([spreadOf(indicator), lastDrawing()]);
    const all = drawing.at === null ? await countAccounts() : drawing.accounts;
    const [[row], activity] = await Promise.all([
      indicatorRows([spread], all),
      spread.accounts > 0 ? activityOf(indicator, spread) : null,
    ]);
    if (!row) throw new Error('a row was lost');
    return {
      ...row,
      all_accounts: all,
      all_outside: drawing.at === null ? all : drawing.outside,
      outside: spread.outside,
      known: spread.accounts > 0 || row.reports > 0 || row.watch !== null,
      activity,
    };
  },
});

async function countAccounts(): Promise<number> {
  const { rows } = await getPool().query<{ n: number }>('SELECT count(*)::int AS n FROM account');
  return rows[0]?.n ?? 0;
}

/** Its counted row, or what a look by index says of a value that is not shared. */
async function spreadOf(indicator: ResolvedIndicator): Promise<SpreadRow> {
  const { rows } = await getPool().query<SpreadRow>(
    `SELECT ${SPREAD_COLUMNS} FROM indicator_spread s WHERE s.indicator_key = $1`,
    [indicator.key],
  );
  const known = rows[0];
  if (known) return known;
  const { key, kind, value, scaffold } = indicator;
  const seen = await getPool().query<
    Pick<SpreadRow, 'accounts' | 'exchanges'> & { first: Date | null; last: Date | null }
  >(
    `SELECT count(*)::int AS accounts, coalesce(sum(exchanges), 0)::float8 AS exchanges, min(first_seen) AS first, max(last_seen) AS last
       FROM (SELECT * FROM ${pairsOf(scaffold)} LIMIT ${SAMPLE}) a`,
    [scaffold ?? key],
  );
  const { accounts = 0, exchanges = 0, first, last } = seen.rows[0] ?? {};
  return {
    key,
    kind,
    value,
    label: value,
    accounts,
    outside: accounts,
    exchanges,
    first_seen: first ?? new Date(0),
    last_seen: last ?? new Date(0),
    campaigns: 0,
    reported: 0,
    hub: false,
  };
}

/** Accounts that show a value, or send a family; $1 is its keys or its id. */
export function pairsOf(scaffold: string | null): string {
  return scaffold === null
    ? '(SELECT account_key, first_seen, last_seen, exchanges FROM account_indicator WHERE indicator_key = $1::bigint) p'
    : '(SELECT account_key, first_seen, last_seen, exchanges FROM scaffold_account WHERE scaffold_id = $1::text) p';
}

/** By day: accounts that showed it for the first time, and those between whose first and last time the day lies. */
async function activityOf(
  { key, scaffold }: ResolvedIndicator,
  { last_seen, first_seen, accounts }: SpreadRow,
): Promise<IndicatorHead['activity']> {
  const end = Math.floor(last_seen.getTime() / DAY_MS);
  const begin = Math.max(Math.floor(first_seen.getTime() / DAY_MS), end - MOST_DAYS + 1);
  const { rows } = await getPool().query<{ first: number; last: number; n: number }>(
    `SELECT greatest(floor(extract(epoch FROM first_seen) / 86400)::int, $2 - 1) AS first,
            floor(extract(epoch FROM last_seen) / 86400)::int AS last, count(*)::int AS n
       FROM (SELECT * FROM ${pairsOf(scaffold)} ORDER BY account_key LIMIT ${SAMPLE}) a
      WHERE last_seen >= to_timestamp($2::float8 * 86400) GROUP BY 1, 2`,
    [scaffold ?? key, begin],
  );
  const size = end - begin + 1;
  const days = Array<number>(size).fill(0);
  const active = Array<number>(size).fill(0);
  for (const { first, last, n } of rows) {
    if (first >= begin && first <= end) days[first - begin] = (days[first - begin] ?? 0) + n;
    for (let day = Math.max(first, begin); day <= Math.min(last, end); day++)
      active[day - begin] = (active[day - begin] ?? 0) + n;
  }
  return {
    from: new Date(begin * DAY_MS).toISOString(),
    days,
    active,
    sampled: accounts > SAMPLE ? SAMPLE : null,
  };
}

import type { PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import type { CampaignStatus } from '@/lib/model/campaign';
import type { HoldingCampaign, IndicatorRow, ReportedBy, WatchEntry } from '@/lib/model/console/indicator';
import { STANDING } from '@/lib/services/account/row';
import { nameOf } from './name';

/** Campaigns and reports that a row carries of each value. */
const MOST_HELD = 20;
const MOST_REPORTS = 20;

export interface SpreadRow {
  key: bigint;
  kind: string;
  value: string;
  label: string;
  accounts: number;
  outside: number;
  exchanges: number;
  first_seen: Date;
  last_seen: Date;
  campaigns: number;
  reported: number;
  hub: boolean;
}

export const SPREAD_COLUMNS = `s.indicator_key AS key, s.kind, s.value, s.label, s.accounts, s.outside, s.exchanges::float8 AS exchanges,
  s.first_seen, s.last_seen, s.campaigns, s.reported, s.hub`;

/** Rows as they go out, with the campaigns that hold each value, what others said of it and whether it is watched. */
export async function indicatorRows(
  rows: readonly SpreadRow[],
  accounts: number,
  db: Pick<PoolClient, 'query'> = getPool(),
): Promise<IndicatorRow[]> {
  const keys = rows.map(({ key }) => key);
  const scaffolds = rows.filter(({ kind }) => kind === 'scaffold').map(({ value }) => value);
  const [held, reports, watches] = await Promise.all([
    holders(keys, scaffolds, db),
    reportsOf(keys, db),
    watchesOf(keys, db),
  ]);
  return rows.map((row) => {
    const held_by = held.get(row.kind === 'scaffold' ? row.value : String(row.key)) ?? [];
    return {
      name: nameOf(row),
      kind: row.kind,
      value: row.value,
      label: row.label,
      accounts: row.accounts,
      one_in: row.accounts > 0 ? Math.max(1, accounts / row.accounts) : null,
      hub: row.hub,
      exchanges: row.exchanges,
      first_seen: row.accounts > 0 ? row.first_seen.toISOString() : null,
      last_seen: row.accounts > 0 ? row.last_seen.toISOString() : null,
      campaigns: row.campaigns,
      held_by,
      reports: row.reported,
      reported: reports.get(row.key) ?? [],
      watch: watches.get(row.key) ?? null,
    };
  });
}

/** Campaigns by what they hold: the key of a value as text, or the id of a scaffold family. Standing ones first. */
async function holders(
  keys: readonly bigint[],
  scaffolds: readonly string[],
  db: Pick<PoolClient, 'query'>,
): Promise<Map<string, HoldingCampaign[]>> {
  const { rows } = await db.query<{
    of: string;
    id: string;
    title: string;
    status: CampaignStatus;
    accounts: number;
    members: number;
  }>(
    `SELECT h.of, c.id, c.title, c.status, h.accounts, c.account_count AS members
       FROM (SELECT l.key::text AS of, l.campaign_id, l.accounts FROM campaign_link l
              WHERE l.key = ANY($1::bigint[]) AND l.kind <> 'scaffold'
             UNION ALL
             SELECT scaffold_id, campaign_id, accounts FROM campaign_scaffold WHERE scaffold_id = ANY($2::text[])) h
       JOIN campaign c ON c.id = h.campaign_id
      ORDER BY (c.status IN ${STANDING}) DESC, c.score DESC, c.id`,
    [keys, scaffolds],
  );
  const map = new Map<string, HoldingCampaign[]>();
  for (const { of, ...campaign } of rows) {
    const list = map.get(of) ?? [];
    if (list.length < MOST_HELD) list.push(campaign);
    map.set(of, list);
  }
  return map;
}

async function reportsOf(
  keys: readonly bigint[],
  db: Pick<PoolClient, 'query'>,
): Promise<Map<bigint, ReportedBy[]>> {
  const { rows } = await db.query<{
    indicator_key: bigint;
    source: string;
    confidence: number | null;
    valid_until: Date | null;
    note: string | null;
    received_at: Date;
  }>(
    `SELECT indicator_key, source, confidence, valid_until, note, received_at FROM shared_indicator
      WHERE indicator_key = ANY($1::bigint[]) ORDER BY received_at DESC, source`,
    [keys],
  );
  const map = new Map<bigint, ReportedBy[]>();
  for (const { indicator_key, valid_until, received_at, ...report } of rows) {
    const list = map.get(indicator_key) ?? [];
    if (list.length < MOST_REPORTS) {
      list.push({
        ...report,
        valid_until: valid_until?.toISOString() ?? null,
        received_at: received_at.toISOString(),
      });
    }
    map.set(indicator_key, list);
  }
  return map;
}

async function watchesOf(
  keys: readonly bigint[],
  db: Pick<PoolClient, 'query'>,
): Promise<Map<bigint, WatchEntry>> {
  const { rows } = await db.query<{
    indicator_key: bigint;
    note: string;
    actor_name: string;
    watched_at: Date;
    expires_at: Date | null;
    version: number;
  }>(
    'SELECT indicator_key, note, actor_name, watched_at, expires_at, version FROM watchlist_entry WHERE indicator_key = ANY($1::bigint[])',
    [keys],
  );
  return new Map(
    rows.map((row) => [
      row.indicator_key,
      {
        note: row.note,
        by: row.actor_name,
        at: row.watched_at.toISOString(),
        expires_at: row.expires_at?.toISOString() ?? null,
        version: row.version,
      },
    ]),
  );
}

/** How many values there are by list and kind, as of the last drawing. */
interface Tallies {
  shared?: number;
  reported?: number;
  hubs?: number;
  kinds?: { kind: string; shared: number; reported: number }[];
}

export interface Drawing {
  at: string | null;
  accounts: number;
  outside: number;
  tallies: Tallies;
}

/** Among how many accounts the values were counted, when, and what came out. */
export async function lastDrawing(): Promise<Drawing> {
  const { rows } = await getPool().query<{
    drawn_at: Date;
    accounts: number;
    outside: number;
    tallies: Tallies;
  }>('SELECT drawn_at, accounts, outside, tallies FROM indicator_drawing');
  const row = rows[0];
  return row
    ? { at: row.drawn_at.toISOString(), accounts: row.accounts, outside: row.outside, tallies: row.tallies }
    : { at: null, accounts: 0, outside: 0, tallies: {} };
}

import type { Pool } from 'pg';
import { STORAGE_GROUPS, type StorageDetail, type StorageGroup } from '@/lib/model/console/storage';
import { freeBytes } from './data-dir';
import { databaseUrl } from './pool';
import { dayOf, isoDay } from './retention';

const ROLLUPS = new Set([
  'account',
  'account_event',
  'account_hour',
  'account_indicator',
  'capability_day',
  'indicator',
  'model',
  'reasoning_block',
  'traffic_hour',
]);
const DECISIONS =
  /^(audit_|batch|decision|enforcement_order|order_delivery|campaign_exclusion|campaign_split)/;
const CAMPAIGNS = /^(campaign|scaffold|alert|detection_|detector_|indicator_|case_file)/;

/** For what a table is. */
export function groupOf(table: string): StorageGroup {
  if (table === 'exchange' || dayOf(table) !== null) return 'exchanges';
  if (ROLLUPS.has(table)) return 'rollups';
  if (DECISIONS.test(table)) return 'decisions';
  return CAMPAIGNS.test(table) ? 'campaigns' : 'other';
}

/**
 * How much room the database takes, from the catalog and the sizes of its files: bytes of everything, bytes free on its disk (null where
 * that disk is another machine's), and where the bytes are.
 */
export async function measureDisk(
  pool: Pool,
): Promise<{ bytes: number; free: number | null; detail: StorageDetail }> {
  const { rows } = await pool.query<{
    name: string;
    rows: number;
    indexes: number;
    tuples: number;
    width: number;
  }>(
    `SELECT c.relname AS name, pg_table_size(c.oid)::float8 AS rows, pg_indexes_size(c.oid)::float8 AS indexes,
            greatest(c.reltuples, 0)::float8 AS tuples,
            coalesce((SELECT s.avg_width * (1 - s.null_frac) FROM pg_stats s
                       WHERE s.schemaname = 'public' AND s.tablename = c.relname AND s.attname = 'excerpt' AND c.relname LIKE 'exchange\\_%'
                       LIMIT 1), 0)::float8 AS width
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
  );
  const detail: StorageDetail = {
    groups: STORAGE_GROUPS.map((group) => ({ group, rows: 0, indexes: 0 })),
    days: [],
    exchanges: 0,
    text: 0,
  };
  for (const table of rows) {
    const share = detail.groups.find(({ group }) => group === groupOf(table.name));
    if (share) {
      share.rows += table.rows;
      share.indexes += table.indexes;
    }
    const day = dayOf(table.name);
    if (day === null) continue;
    detail.exchanges += table.tuples;
    detail.text += Math.round(table.tuples * table.width);
    if (table.tuples > 0)
      detail.days.push({
        day: isoDay(day),
        exchanges: table.tuples,
        rows: table.rows,
        indexes: table.indexes,
      });
  }
  detail.days.sort((a, b) => (a.day < b.day ? 1 : -1));
  const whole = await pool.query<{ bytes: number }>(
    'SELECT pg_database_size(current_database())::float8 AS bytes',
  );
  return { bytes: whole.rows[0]?.bytes ?? 0, free: await freeOfDatabase(pool), detail };
}

/** Bytes free where the server keeps its files, if those are on this machine and the server tells where. */
async function freeOfDatabase(pool: Pool): Promise<number | null> {
  let host: string;
  try {
    host = new URL(databaseUrl()).hostname;
  } catch {
    return null;
  }
  if (!['127.0.0.1', 'localhost', '[::1]', ''].includes(host)) return null;
  try {
    const { rows } = await pool.query<{ path: string }>("SELECT current_setting('data_directory') AS path");
    return freeBytes(rows[0]?.path ?? '/nowhere');
  } catch {
    // Only some users may ask for it.
    return null;
  }
}

/** Measures and keeps it; of earlier measurements only the sum stays. */
export async function recordDisk(pool: Pool, now: Date): Promise<void> {
  const { bytes, free, detail } = await measureDisk(pool);
  await pool.query(
    `INSERT INTO disk_use (at, bytes, free_bytes, detail) VALUES ($1, $2, $3, $4) ON CONFLICT (at) DO NOTHING`,
    [now, bytes, free, JSON.stringify(detail)],
  );
  await pool.query('UPDATE disk_use SET detail = NULL WHERE at < $1 AND detail IS NOT NULL', [now]);
}

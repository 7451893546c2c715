import type { Pool, PoolClient } from 'pg';
import { forgetPartitions } from './partition';
import { transaction } from './pool';

const DAY_MS = 86_400_000;
const LOCK_NOT_AVAILABLE = '55P03';
/** Longest that dropping a day may stand in the queue for a lock, since others then queue behind it. */
const LOCK_WAIT_MS = 1_000;
/** Pages of a table whose rows are looked at in one transaction. */
const PAGES_AT_ONCE = 2_000;

/** A day of exchanges as it lies in the database. */
export interface DayPartition {
  /** Its table. */
  name: string;
  /** Whole days since 1970, UTC. */
  day: number;
  /** An earlier attempt to detach it was interrupted. */
  pending: boolean;
  /** It was detached, but not dropped. */
  loose: boolean;
}

/** The first day (whole days since 1970, UTC) whose exchanges are kept; null while none was ever dropped. */
export async function retentionFloor(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ floor: number }>(
    "SELECT floor - DATE '1970-01-01' AS floor FROM retention",
  );
  return rows[0]?.floor ?? null;
}

/** `2026-11-22` for a whole day since 1970. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The days of exchanges before `floor`: one whose dropping was interrupted first, then the oldest. */
export async function daysBefore(pool: Pool, floor: number): Promise<DayPartition[]> {
  const { rows } = await pool.query<{ name: string; pending: boolean; loose: boolean }>(
    `SELECT c.relname AS name, coalesce(i.inhdetachpending, false) AS pending, i.inhrelid IS NULL AS loose
       FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND i.inhparent = 'exchange'::regclass
      WHERE c.relkind = 'r' AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'exchange'::regclass)
        AND c.relname ~ '^exchange_[0-9]{8}$' ORDER BY 2 DESC, 1`,
  );
  return rows.flatMap((row) => {
    const day = dayOf(row.name);
    return day !== null && day < floor ? [{ ...row, day }] : [];
  });
}

/** The day that a partition's name says, or null. */
export function dayOf(name: string): number | null {
  const [, year, month, day] = /^exchange_(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
  if (!year) return null;
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : at / DAY_MS;
}

/**
 * Drops a day of exchanges. Others read and write the other days meanwhile; who holds this one is waited for a second, then
 * false is answered: come again. What an interrupted attempt left is finished.
 */
export async function dropDay(pool: Pool, partition: DayPartition): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`SET lock_timeout = ${LOCK_WAIT_MS}`);
    // Citus cannot detach while others go on: there all days are locked for a moment.
    const { rowCount: spread } = await client.query(`SELECT 1 FROM pg_extension WHERE extname = 'citus'`);
    if (spread) await dropEverywhere(client, partition.name);
    else if (!partition.loose) {
      const detach = `ALTER TABLE exchange DETACH PARTITION ${partition.name}`;
      await client.query(`${detach} ${partition.pending ? 'FINALIZE' : 'CONCURRENTLY'}`);
    }
    await client.query(`DROP TABLE IF EXISTS ${partition.name}`);
    forgetPartitions(pool);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) return false;
    broken = error as Error;
    throw error;
  } finally {
    await client.query('RESET lock_timeout').catch((lost: Error) => {
      broken = lost;
    });
    client.release(broken);
  }
}

/** Drops a day that lies on several machines of a Citus cluster, each of which waits for its locks no longer than this one. */
async function dropEverywhere(client: PoolClient, name: string): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL citus.propagate_set_commands = 'local'`);
    await client.query(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
    await client.query(`DROP TABLE ${name}`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/**
 * Deletes the rows of a table for which `where` (SQL over its columns, with parameters) holds, some pages in one transaction, so that
 * nobody waits long; rows that somebody is writing are passed over, and stay until the next time. `returning` names a column
 * whose values are handed to `onRows`. Answers how many rows went.
 */
export async function deleteByPages(
  pool: Pool,
  table: string,
  where: string,
  params: readonly unknown[],
  { returning, onRows }: { returning?: string; onRows?: (values: unknown[]) => void } = {},
): Promise<number> {
  const { rows } = await pool.query<{ pages: number }>(
    `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int AS pages`,
    [table],
  );
  const pages = rows[0]?.pages ?? 0;
  const tail = returning ? ` RETURNING ${returning} AS value` : '';
  let gone = 0;
  // Where a table is spread over machines, nothing of it lies here, and each machine deletes its own part in one go.
  if (pages === 0) {
    const answer = await pool.query(`DELETE FROM ${table} WHERE ${where}${tail}`, [...params]);
    onRows?.(answer.rows.map(({ value }) => value));
    return answer.rowCount ?? 0;
  }
  for (let page = 0; page < pages; page += PAGES_AT_ONCE) {
    const answer = await pool.query(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM ${table}
          WHERE ctid >= '(${page},0)'::tid AND ctid < '(${page + PAGES_AT_ONCE},0)'::tid AND (${where}) FOR UPDATE SKIP LOCKED))${tail}`,
      [...params],
    );
    gone += answer.rowCount ?? 0;
    onRows?.(answer.rows.map(({ value }) => value));
  }
  return gone;
}

const VALUES_AT_ONCE = 5_000;

/**
 * Deletes interned values that nothing refers to any more, out of `keys`. Ingest passes over values that are there already: so it
 * must not look while one goes, and waits for each of these short transactions.
 */
export async function dropUnusedValues(pool: Pool, keys: readonly bigint[]): Promise<number> {
  let gone = 0;
  for (let at = 0; at < keys.length; at += VALUES_AT_ONCE) {
    const some = keys.slice(at, at + VALUES_AT_ONCE).map(String);
    try {
      gone += await transaction(async (tx) => {
        await tx.query(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
        await tx.query('LOCK TABLE indicator IN SHARE ROW EXCLUSIVE MODE');
        const shown = await tx.query<{ key: bigint }>(
          'SELECT DISTINCT indicator_key AS key FROM account_indicator WHERE indicator_key = ANY($1::bigint[])',
          [some],
        );
        const { rowCount } = await tx.query(
          `DELETE FROM indicator i WHERE i.key = ANY($1::bigint[]) AND NOT i.key = ANY($2::bigint[])
              AND NOT EXISTS (SELECT 1 FROM watchlist_entry WHERE indicator_key = i.key)
              AND NOT EXISTS (SELECT 1 FROM campaign_link WHERE key = i.key)`,
          [some, shown.rows.map(({ key }) => key)],
        );
        return rowCount ?? 0;
      }, pool);
    } catch (error) {
      // Values that stay are only a little room: they go with the next day on which they are named.
      if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    }
  }
  return gone;
}

/** What dropping days left to do in the rollups, and how many rows of each went. */
export interface Aged {
  account_hour: number;
  account_indicator: number;
  reasoning_block: number;
  traffic_hour: number;
  indicator: number;
}

/**
 * Takes out of the rollups what the dropped days had put in: hours before `floor` (whole days since 1970), values and reasoning
 * blocks that no account has shown since. What an account showed at registration stays with the account, and
 * capability_day, totals of accounts and everything a campaign keeps of itself stay as history.
 */
export async function ageRollups(pool: Pool, floor: number): Promise<Aged> {
  const before = [isoDay(floor)];
  const at = "($1::date::timestamp AT TIME ZONE 'UTC')";
  const values = new Set<bigint>();
  const account_hour = await deleteByPages(pool, 'account_hour', `hour < ${at}`, before);
  const traffic_hour = await deleteByPages(pool, 'traffic_hour', `hour < ${at}`, before);
  const account_indicator = await deleteByPages(
    pool,
    'account_indicator',
    `last_seen < ${at} AND exchanges > 0`,
    before,
    {
      returning: 'indicator_key',
      onRows: (keys) => {
        for (const key of keys) values.add(key as bigint);
      },
    },
  );
  const reasoning_block = await deleteByPages(
    pool,
    'reasoning_block',
    `greatest(issued_at, presented_at) < ${at}`,
    before,
  );
  const indicator = await dropUnusedValues(pool, [...values]);
  return { account_hour, account_indicator, reasoning_block, traffic_hour, indicator };
}

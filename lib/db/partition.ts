import type { Pool } from 'pg';

const DAY_MS = 86_400_000;
/** Days whose partition this process has seen, per pool: databases of tests differ. */
const seen = new WeakMap<Pool, Set<number>>();

/**
 * Makes the daily partitions of `exchange` for the given days (whole days since 1970, UTC). Each is made in a
 * transaction of its own on another connection than the batch's, so that no batch holds the lock on the parent.
 */
export async function ensurePartitions(pool: Pool, days: Iterable<number>): Promise<void> {
  const known = seen.get(pool) ?? new Set();
  seen.set(pool, known);
  for (const day of days) {
    if (known.has(day)) continue;
    await pool.query('SELECT ensure_exchange_partition($1::date)', [isoDay(day)]);
    known.add(day);
  }
}

/** Forgets which partitions exist, after one turned out to be gone (retention drops them). */
export function forgetPartitions(pool: Pool): void {
  seen.delete(pool);
}

function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

import type { Pool } from 'pg';
import { transaction } from './pool';

const DAY_MS = 86_400_000;
const LOCK_NOT_AVAILABLE = '55P03';
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

/**
 * The same for a caller who holds locks on `exchange` in a transaction of its own: waits only so long for those who hold
 * others or queue for them, perhaps behind the caller. False when that was too short.
 */
export async function tryPartitions(pool: Pool, days: Iterable<number>, waitMs = 1_000): Promise<boolean> {
  const known = seen.get(pool);
  const missing = [...days].filter((day) => !known?.has(day));
  if (missing.length === 0) return true;
  try {
    await transaction(async (tx) => {
      await tx.query(`SET LOCAL lock_timeout = ${waitMs}`);
      for (const day of missing) await tx.query('SELECT ensure_exchange_partition($1::date)', [isoDay(day)]);
    }, pool);
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
  seen.set(pool, new Set([...(known ?? []), ...missing]));
  return true;
}

/** Forgets which partitions exist, after one turned out to be gone (retention drops them). */
export function forgetPartitions(pool: Pool): void {
  seen.delete(pool);
}

function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

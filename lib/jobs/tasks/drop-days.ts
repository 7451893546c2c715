import { getPool } from '@/lib/db/pool';
import { type Aged, ageRollups, daysBefore, dropDay, retentionFloor } from '@/lib/db/retention';
import { advanceRetention } from '@/lib/services/retention/advance';
import { readSetting } from '@/lib/services/setting/read';

const DAY_MS = 86_400_000;
const TRIES = 3;

export interface Dropped {
  /** Days of exchanges that are gone now. */
  days: number;
  /** Days that somebody held: they go next time. */
  waiting: number;
  /** Rows that went out of the rollups; null while days are waiting. */
  rollups: Aged | null;
}

/**
 * Drops the days of exchanges that the setting `retention.days` no longer covers, then their part of the rollups. Every step may be
 * cut off and comes again. Answers null when there was nothing to do.
 */
export async function dropDays(now: Date = new Date()): Promise<Dropped | null> {
  const pool = getPool();
  const days = await readSetting(pool, 'retention.days');
  const wanted = Math.floor(now.getTime() / DAY_MS) - days;
  if (days > 0 && wanted > ((await retentionFloor(pool)) ?? Number.NEGATIVE_INFINITY))
    await advanceRetention({ days }, { actor: { kind: 'system', name: 'Retort' }, now: () => now });
  const floor = await retentionFloor(pool);
  if (floor === null) return null;
  const dropped: Dropped = { days: 0, waiting: 0, rollups: null };
  // PostgreSQL detaches one at a time: behind one that somebody holds, the others wait too.
  for (const partition of await daysBefore(pool, floor)) {
    if (dropped.waiting === 0 && (await dropPatiently(partition.name, floor))) dropped.days++;
    else dropped.waiting++;
  }
  const { rows } = await pool.query<{ reached: boolean }>(
    'SELECT reached IS NOT DISTINCT FROM floor AS reached FROM retention',
  );
  if (dropped.waiting > 0) return dropped;
  if (dropped.days === 0 && rows[0]?.reached) return null;
  dropped.rollups = await ageRollups(pool, floor);
  await pool.query("UPDATE retention SET reached = DATE '1970-01-01' + $1::int", [floor]);
  return dropped;
}

/** Each time it looks anew how far an earlier attempt came. */
async function dropPatiently(name: string, floor: number): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const partition = (await daysBefore(getPool(), floor)).find((one) => one.name === name);
    if (!partition || (await dropDay(getPool(), partition))) return true;
  }
  return false;
}

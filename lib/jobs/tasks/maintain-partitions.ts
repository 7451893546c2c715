import { ensurePartitions } from '@/lib/db/partition';
import { getPool } from '@/lib/db/pool';

const DAY_MS = 86_400_000;
/** Today, and as far as a worker may be away without ingest having to wait for a new partition. */
const DAYS_AHEAD = 3;

/** Makes the partitions of today and the next days, so that at midnight no ingest waits for one. */
export async function maintainPartitions(now: Date = new Date()): Promise<void> {
  const today = Math.floor(now.getTime() / DAY_MS);
  await ensurePartitions(
    getPool(),
    Array.from({ length: DAYS_AHEAD + 1 }, (_, i) => today + i),
  );
}

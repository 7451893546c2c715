import { getPool, transaction } from '@/lib/db/pool';
import { hasJob } from '@/lib/jobs/has-job';
import { askToPoll, askToRead } from '@/lib/services/intel/ask';
import { matchReceived } from '@/lib/services/intel/match';

/**
 * Asks for polls that are due and for bundles that wait without a job, and looks for accounts that match what was shared. Answers how
 * many of each.
 */
export async function sweepIntel(
  now: () => Date = () => new Date(),
): Promise<{ polls: number; reads: number; hits: number }> {
  const polls = await getPool().query<{ id: string }>(
    `SELECT id FROM intel_source WHERE kind = 'taxii' AND removed_at IS NULL AND paused_at IS NULL AND next_poll_at <= $1`,
    [now()],
  );
  for (const { id } of polls.rows) await transaction((tx) => askToPoll(tx, id));
  const reads = await getPool().query<{ id: string }>(
    `SELECT d.id FROM intel_delivery d
      WHERE d.status = 'waiting' AND d.way = 'upload' AND NOT ${hasJob("'read-intel:' || d.id")}
      ORDER BY d.received_at`,
  );
  for (const { id } of reads.rows) await transaction((tx) => askToRead(tx, id));
  return { polls: polls.rows.length, reads: reads.rows.length, hits: await matchReceived(now) };
}

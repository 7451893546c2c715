import { getPool, transaction } from '@/lib/db/pool';
import { apart } from '@/lib/jobs/apart';
import { hasJob } from '@/lib/jobs/has-job';
import { makeBacktest } from '@/lib/services/detector/make-backtest';
import { askToJudge } from '@/lib/services/detector/request-backtest';

/**
 * Runs a back-test in a thread of its own, so that this process goes on with deliveries; where its bundle was not built, here. Answers how many
 * moments were judged, or null when it was not wanted any more.
 */
export function runBacktest(id: string): Promise<{ moments: number } | null> {
  return apart('backtest', () => makeBacktest(id), id);
}

/** Asks again for back-tests that no job is going to run. Answers how many. */
export async function sweepBacktests(): Promise<number> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT b.id FROM detector_backtest b
      WHERE b.status = 'waiting' AND NOT ${hasJob("'backtest:' || b.id")}
      ORDER BY b.requested_at`,
  );
  for (const { id } of rows) await transaction((tx) => askToJudge(tx, id));
  return rows.length;
}

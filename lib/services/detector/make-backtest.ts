import { databaseRefusal } from '@/lib/db/errors';
import { getPool } from '@/lib/db/pool';
import { backtestAt } from '@/lib/detect/backtest';
import type { Actor } from '@/lib/model/access';
import { type BacktestPart, canonicalConfig, judgingOf } from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import type { BacktestRow } from './row';
import { settleBacktest } from './settle-backtest';

const WORKER: Actor = { kind: 'system', name: 'Retort (worker)' };
/** As a run looks back. */
const WINDOW_DAYS = 30;

/** It was cancelled, or somebody else has settled it. */
class NoLongerWanted extends Error {}

/**
 * Judges what a back-test asks for, moment by moment, each in a transaction that is taken back, and writes the whole outcome down at the end:
 * cancelled or killed on the way it leaves nothing but how far it was, and begun again it starts over. Answers the
 * number of moments, or null when it was not wanted any more. What fails for good is said on it; while the database is away it throws.
 */
export async function makeBacktest(
  id: string,
  now: () => Date = () => new Date(),
): Promise<{ moments: number } | null> {
  const { rows } = await getPool().query<BacktestRow>(
    "UPDATE detector_backtest SET progress = 0 WHERE id = $1 AND status = 'waiting' RETURNING *",
    [id],
  );
  const asked = rows[0];
  if (!asked) return null;
  const judgings = {
    live: judgingOf(canonicalConfig(asked.live_config)),
    other: judgingOf(canonicalConfig(asked.config)),
  };
  const parts: BacktestPart[] = [];
  try {
    for (const [i, cutoff] of asked.cutoffs.entries()) {
      const tell = (share: number) => noteProgress(id, (i + share) / asked.cutoffs.length);
      await tell(0);
      parts.push(await takenBack(cutoff, judgings, tell));
    }
    await settleBacktest({ id, outcome: { parts } }, { actor: WORKER, now });
    return { moments: parts.length };
  } catch (error) {
    if (error instanceof NoLongerWanted || (error instanceof RetortError && error.code === 'precondition'))
      return null;
    if (databaseRefusal(error)?.code === 'unavailable') throw error;
    const why = (error instanceof Error ? error.message : String(error)).replace(/[\0\p{Surrogate}]/gu, '');
    await settleBacktest(
      { id, outcome: { trouble: why.slice(0, 400) || 'It could not be judged.' } },
      { actor: WORKER, now },
    );
    return null;
  }
}

async function takenBack(
  cutoff: Date,
  judgings: Parameters<typeof backtestAt>[2],
  tell: (share: number) => Promise<void>,
): Promise<BacktestPart> {
  const tx = await getPool().connect();
  try {
    await tx.query('BEGIN');
    return await backtestAt(tx, { at: cutoff.getTime(), windowDays: WINDOW_DAYS }, judgings, tell);
  } finally {
    await tx.query('ROLLBACK').catch(() => {});
    tx.release();
  }
}

/** Beside the transaction of the work, so that people see it; throws once it is not wanted any more. */
async function noteProgress(id: string, share: number): Promise<void> {
  const { rowCount } = await getPool().query(
    "UPDATE detector_backtest SET progress = $2 WHERE id = $1 AND status = 'waiting'",
    [id, Math.min(1, share)],
  );
  if (!rowCount) throw new NoLongerWanted();
}

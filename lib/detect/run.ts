import type { PoolClient } from 'pg';
import { findCampaigns, LEAST_SCORE } from './detect';
import { draftCampaigns } from './draft';
import { loadSnapshot } from './load';
import { loadRhythms, markGroups } from './load-rhythm';
import { storeCampaigns } from './store';
import { storeScaffolds } from './store-scaffolds';

export interface RunInput {
  runId: string;
  until: Date;
  windowDays: number;
  /** The wall clock, for the record of the run only. */
  now: Date;
}

export interface RunCounts {
  exchanges: number;
  accounts: number;
  campaigns: number;
}

/**
 * One detection run inside the caller's transaction: reads what was known at `until`, finds campaigns, writes them. Waits
 * for a run that is under way. Everything but the row in detection_run follows from the records alone.
 */
export async function performRun(
  tx: PoolClient,
  { runId, until, windowDays, now }: RunInput,
): Promise<RunCounts> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('detection run'))");
  const world = await loadSnapshot(tx, until.getTime(), windowDays);
  const found = (
    await findCampaigns(world, async (groups) => {
      await markGroups(tx, world, groups);
      return loadRhythms(tx, world, groups);
    })
  ).filter(({ assessment }) => assessment.score >= LEAST_SCORE);
  const drafts = await draftCampaigns(tx, world, found);
  const scaffolds = await storeScaffolds(tx, world, drafts);
  const ids = await storeCampaigns(
    tx,
    { since: new Date(world.since), until },
    drafts.map((draft, i) => ({ draft, scaffolds: scaffolds[i] ?? [] })),
    runId,
  );
  await tx.query(
    `UPDATE indicator i SET accounts = s.n
       FROM (SELECT indicator_key, count(*)::int AS n FROM account_indicator WHERE first_seen <= $1 GROUP BY 1) s
      WHERE i.key = s.indicator_key AND i.accounts <> s.n`,
    [until],
  );
  const counts = { exchanges: world.exchanges, accounts: world.accounts.length, campaigns: ids.length };
  await tx.query(
    `INSERT INTO detection_run (id, until, window_days, started_at, finished_at, exchanges, accounts, campaigns)
     VALUES ($1, $2, $3, $4, clock_timestamp(), $5, $6, $7)`,
    [runId, until, windowDays, now, counts.exchanges, counts.accounts, counts.campaigns],
  );
  return counts;
}

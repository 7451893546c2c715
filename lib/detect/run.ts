import type { PoolClient } from 'pg';
import { advance } from './advance';
import { keepBase, makeBase, readBase, readHours } from './base';
import { baseDigest } from './base-digest';
import { baseTime, readTraffic } from './base-time';
import { type Compared, keepComparison } from './compare';
import { readDetectors } from './detectors';
import { newOutcomes } from './new-outcomes';
import { outcomesOf } from './outcome';
import { storeCampaigns } from './store';

export interface RunInput {
  runId: string;
  until: Date;
  windowDays: number;
  /** The wall clock, for the record of the run only. */
  now: Date;
  /** Judge everything anew, also where the last run left what is needed. The findings are the same. */
  full?: boolean;
}

export interface RunCounts {
  exchanges: number;
  accounts: number;
  campaigns: number;
  /** As of when groups were judged, and whether that was done in this run. */
  judgedAt: Date;
  anew: boolean;
}

/**
 * One detection run inside the caller's transaction: finds campaigns in what was known at `until`, writes them. Waits for a
 * run that is under way. Groups are judged as of a base, a moment at or shortly before `until` that follows from the
 * records; what came since is added to that. The base is kept, so that the next run costs as much as what is new. Everything but
 * the row in detection_run follows from the records alone.
 */
export async function performRun(
  tx: PoolClient,
  { runId, until, windowDays, now, full = false }: RunInput,
): Promise<RunCounts> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('detection run'))");
  await tx.query("SET LOCAL timezone = 'UTC'");
  const traffic = await readTraffic(tx, until.getTime(), windowDays);
  const at = baseTime(until.getTime(), windowDays, traffic);
  const { live, shadow, name: detectors } = await readDetectors(tx);
  const digest = await baseDigest(tx, { at, until: until.getTime(), windowDays, detectors }, traffic);
  let base = full ? null : await readBase(tx, digest);
  const anew = !base;
  let shadowed: Compared | null = null;
  let older = () => readHours(tx);
  if (!base) {
    const made = await makeBase(tx, { at, windowDays, digest }, live.by, shadow?.by);
    await keepBase(tx, made.base, made.hours);
    base = made.base;
    older = async () => made.hours;
    shadowed = made.shadowed;
  }
  const known = await advance(tx, base, until.getTime());
  const outcomes = [
    ...outcomesOf(tx, base, { until: until.getTime(), drafts: known.drafts }, older),
    ...(await newOutcomes(tx, base, { until: until.getTime(), known }, live.by)),
  ];
  const ids = await storeCampaigns(tx, until, outcomes, runId, live.by.thresholds.alert);
  if (shadow && shadowed) {
    const at = new Date(base.at);
    await keepComparison(tx, { shadow: shadow.id, live: live.id, runId, judgedAt: at, found: shadowed });
  }
  const counts = {
    exchanges: known.exchanges,
    accounts: known.accounts,
    campaigns: ids.length,
    judgedAt: new Date(at),
    anew,
  };
  await tx.query(
    `INSERT INTO detection_run (id, until, window_days, started_at, finished_at, exchanges, accounts, campaigns)
     VALUES ($1, $2, $3, $4, clock_timestamp(), $5, $6, $7)`,
    [runId, until, windowDays, now, counts.exchanges, counts.accounts, counts.campaigns],
  );
  return counts;
}

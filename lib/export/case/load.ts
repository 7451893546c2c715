import type { Pool, PoolClient } from 'pg';
import { RetortError } from '@/lib/model/errors';
import { type DetectorConfig, judgingOf } from '@/lib/model/judging';
import { ACTION_THRESHOLDS } from '@/lib/model/verdict';
import { readAccounts, readExcluded, readTotals } from './load-accounts';
import { readAudit, readDecisions, readEvents, readOrders } from './load-deeds';
import { readExchanges } from './load-exchanges';
import { readIndicators, readScaffolds } from './load-indicators';
import { readAccountEvents, readModels, readPathways, readRhythm, readTraffic } from './load-traffic';
import { CASE_FORMAT, CASE_VERSION, type CaseCampaign, type CaseFile } from './model';
import { SOFTWARE, SOFTWARE_VERSION } from './version';

export interface LoadOptions {
  /** Who issues the file, as it says it. */
  organization: string;
  /** Told how much is read, 0 to 1. */
  onProgress?: (share: number) => void;
}

/**
 * Reads everything a case file may hold of a campaign, at the level `internal`, in one snapshot of the database: from
 * rollups, pictures and accounts by key, and a bounded sample of exchanges by key. What was exported before is not
 * part of it, so that the same state gives the same value. Memory grows with the accounts (about 2 kB each), never with
 * the exchanges. RetortError `not_found`.
 */
export async function loadCase(pool: Pool, id: string, options: LoadOptions): Promise<CaseFile> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const file = await readCase(client, id, options);
    await client.query('COMMIT');
    return file;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Steps of reading, for progress: accounts and totals are most of the work. */
const STEPS = 10;

async function readCase(tx: PoolClient, id: string, options: LoadOptions): Promise<CaseFile> {
  let step = 0;
  const told = <T>(value: T): T => {
    options.onProgress?.(++step / STEPS);
    return value;
  };
  // The web server's limit for a statement is for pages.
  await tx.query('SET LOCAL statement_timeout = 0');
  const { campaign, until } = await readCampaign(tx, id);
  const evidence = await readEvidence(tx, id);
  const accounts = told(await readAccounts(tx, id));
  const totals = told(await readTotals(tx, id));
  const indicators = told(await readIndicators(tx, id));
  const scaffolds = told(await readScaffolds(tx, id));
  const exchanges = told(await readExchanges(tx, campaign, until));
  const traffic = told(await readTraffic(tx, id));
  const decisions = await readDecisions(tx, id);
  const orders = told(await readOrders(tx, id));
  const audit = told(await readAudit(tx, id));
  const events = await readEvents(tx, id);
  const excluded = await readExcluded(tx, id);
  const rhythm = told(await readRhythm(tx, id));
  const file: CaseFile = {
    format: CASE_FORMAT,
    version: CASE_VERSION,
    redaction: 'internal',
    tlp: 'TLP:AMBER+STRICT',
    cutoff: '',
    producer: {
      organization: options.organization,
      software: SOFTWARE,
      software_version: SOFTWARE_VERSION,
    },
    filter: {
      campaign_id: id,
      accounts: accounts.included,
      indicators: indicators.included,
      scaffolds: scaffolds.included,
      exchanges: exchanges.included,
      audit: audit.included,
    },
    campaign,
    evidence,
    accounts: accounts.items,
    excluded,
    totals,
    indicators: indicators.items,
    scaffolds: scaffolds.items,
    exchanges: exchanges.items,
    traffic,
    models: await readModels(tx, id),
    pathways: await readPathways(tx, id),
    account_events: await readAccountEvents(tx, id),
    events,
    decisions,
    orders,
    rhythm,
    audit: audit.items,
  };
  file.cutoff = cutoffOf(file, until);
  told(null);
  return file;
}

/** The newest time of anything that is in the file. */
function cutoffOf(file: CaseFile, until: Date): string {
  const times = [
    file.campaign.run?.until ?? until.toISOString(),
    file.campaign.last_seen,
    file.campaign.detected_at,
    ...file.accounts.flatMap(({ status_at, last_seen, joined_at }) => [
      status_at ?? '',
      last_seen ?? '',
      joined_at,
    ]),
    ...file.excluded.map(({ at }) => at),
    ...file.events.map(({ at }) => at),
    ...file.decisions.map(({ at }) => at),
    ...file.orders.map(({ last_at }) => last_at),
    ...file.audit.map(({ at }) => at),
  ];
  return times.reduce((newest, time) => (time > newest ? time : newest), '');
}

interface CampaignRow extends Omit<CaseCampaign, TimeField | 'run'> {
  first_seen: Date;
  last_seen: Date;
  detected_at: Date;
  decided_at: Date | null;
  contained_at: Date | null;
  until: Date | null;
  window_days: number | null;
  thresholds: DetectorConfig['thresholds'] | null;
}

type TimeField = 'first_seen' | 'last_seen' | 'detected_at' | 'decided_at' | 'contained_at';

async function readCampaign(
  tx: PoolClient,
  id: string,
): Promise<{ campaign: CaseCampaign /** Until when its traffic is looked at. */; until: Date }> {
  const { rows } = await tx.query<CampaignRow>(
    `SELECT c.id, c.title, c.status, c.first_seen, c.last_seen, c.detected_at, c.decided_at, c.contained_at, c.score,
            c.coordination, c.extraction, c.recommended_action, c.exchanges::float8 AS exchanges,
            c.harvest_exchanges::float8 AS harvest_exchanges, c.account_count, c.active_accounts, c.capabilities, c.baseline,
            c.peers, c.dismiss_outcome, c.merged_into, c.split_from, r.until, r.window_days,
            (SELECT config -> 'thresholds' FROM detector_version WHERE state = 'live') AS thresholds
       FROM campaign c LEFT JOIN detection_run r ON r.id = c.run_id WHERE c.id = $1`,
    [id],
  );
  const row = rows[0];
  if (!row) throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
  const { until, window_days, thresholds, ...rest } = row;
  return {
    campaign: {
      ...rest,
      first_seen: row.first_seen.toISOString(),
      last_seen: row.last_seen.toISOString(),
      detected_at: row.detected_at.toISOString(),
      decided_at: row.decided_at?.toISOString() ?? null,
      contained_at: row.contained_at?.toISOString() ?? null,
      run: until && window_days !== null ? { until: until.toISOString(), window_days } : null,
      ...stepsOf(thresholds ?? {}),
    },
    until: until ?? row.last_seen,
  };
}

function stepsOf(thresholds: DetectorConfig['thresholds']): Pick<CaseCampaign, 'steps'> {
  const { verify, throttle, suspend } = judgingOf({ weights: {}, thresholds }).thresholds;
  const steps = { verify, throttle, suspend };
  return JSON.stringify(steps) === JSON.stringify(ACTION_THRESHOLDS) ? {} : { steps };
}

async function readEvidence(tx: PoolClient, id: string): Promise<CaseFile['evidence']> {
  const { rows } = await tx.query<CaseFile['evidence'][number]>(
    `SELECT signal, about, log_odds, summary, baseline, details FROM campaign_evidence
      WHERE campaign_id = $1 ORDER BY log_odds DESC, signal`,
    [id],
  );
  return rows;
}

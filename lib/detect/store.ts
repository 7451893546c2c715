import type { PoolClient } from 'pg';
import { type CampaignStatus, type Severity, severityOf } from '@/lib/model/campaign';
import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import { key64 } from '@/lib/model/hash';
import type { Draft } from './draft';
import { number, plural } from './signals/signal';
import type { Snapshot } from './snapshot';
import { titleOf } from './title';
import { base32, changedEvidence, type Known, trackCampaigns } from './track';

interface KnownRow extends Known {
  title: string;
  status: CampaignStatus;
  score: number;
  exchanges: number;
  accountCount: number;
  judged: Record<string, number> | null;
  current: boolean;
}

const HOUR = 3_600_000;
/** How soon an alert should be looked at. */
const DUE: Record<Severity, number> = {
  critical: 4 * HOUR,
  high: 24 * HOUR,
  medium: 72 * HOUR,
  low: 168 * HOUR,
};
/** Growth of exchanges or accounts from run to run that is a jump. */
const JUMP = 1.5;
const JUMP_EXCHANGES = 500;
/** New accounts after a ban that make an alert of their own. */
const SUCCESSORS = 5;

/**
 * Writes what a run found: campaigns under the ids they had, their parts, events and alerts. What people decided is kept;
 * a campaign that is no longer found is marked as not current. The same findings written again change nothing.
 */
export async function storeCampaigns(
  tx: PoolClient,
  world: Snapshot,
  drafts: readonly Draft[],
  runId: string,
): Promise<string[]> {
  const known = await readKnown(tx);
  const scaffoldIds = drafts.map((draft) => draft.families.map((family) => scaffoldId(world, family)));
  const tracked = trackCampaigns(
    drafts.map((draft, i) => ({
      founder: draft.founder,
      accounts: new Set(draft.members.map(({ key }) => key)),
      scaffolds: new Set(scaffoldIds[i]),
    })),
    known,
  );
  const byId = new Map(known.map((one) => [one.id, one]));
  const titles = new Set(known.map(({ title }) => title));
  const until = new Date(world.until);
  for (const [i, draft] of drafts.entries()) {
    const { id } = tracked[i] as { id: string };
    const before = byId.get(id) ?? null;
    const title = before?.title ?? titleOf(id, titles);
    titles.add(title);
    const changed =
      before?.status === 'dismissed' ? changedEvidence(before.judged ?? {}, draft.assessment.evidence) : [];
    const status: CampaignStatus = changed.length > 0 ? 'suspected' : (before?.status ?? 'suspected');
    await upsert(tx, { id, title, status, draft, runId, until, since: new Date(world.since) });
    await writeNews(tx, { id, status, before, draft, until, changed });
  }
  const ids = tracked.map(({ id }) => id);
  const faded = await tx.query<{ id: string }>(
    'UPDATE campaign SET current = false WHERE current AND NOT id = ANY($1) RETURNING id',
    [ids],
  );
  for (const { id } of faded.rows) {
    await addEvent(tx, {
      id,
      at: until,
      kind: 'faded',
      summary: 'The accounts no longer act as one group in the window.',
      key: until.toISOString(),
    });
  }
  return ids;
}

export function scaffoldId(world: Snapshot, family: number): string {
  return `scf_${base32(world.families[family]?.key ?? 0n)}`;
}

async function readKnown(tx: PoolClient): Promise<KnownRow[]> {
  const { rows } = await tx.query<{
    id: string;
    title: string;
    status: CampaignStatus;
    score: number;
    exchanges: number;
    account_count: number;
    judged_evidence: Record<string, number> | null;
    current: boolean;
    accounts: string[];
    scaffolds: string[];
  }>(
    `SELECT id, title, status, score, exchanges::float8 AS exchanges, account_count, judged_evidence, current,
            ARRAY(SELECT account_key FROM campaign_account m WHERE m.campaign_id = c.id) AS accounts,
            ARRAY(SELECT scaffold_id FROM campaign_scaffold s WHERE s.campaign_id = c.id) AS scaffolds
       FROM campaign c ORDER BY id FOR UPDATE`,
  );
  return rows.map((row) => ({
    ...row,
    accounts: new Set(row.accounts.map(BigInt)),
    scaffolds: new Set(row.scaffolds),
    judged: row.judged_evidence,
    accountCount: row.account_count,
  }));
}

interface Upsert {
  id: string;
  title: string;
  status: CampaignStatus;
  draft: Draft;
  runId: string;
  until: Date;
  since: Date;
}

async function upsert(
  tx: PoolClient,
  { id, title, status, draft, runId, until, since }: Upsert,
): Promise<void> {
  const { assessment } = draft;
  await tx.query(
    `INSERT INTO campaign AS c (id, title, status, first_seen, last_seen, detected_at, score, coordination, extraction, recommended_action,
                                exchanges, harvest_exchanges, account_count, active_accounts, capabilities, baseline, peers, trend, run_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     ON CONFLICT (id) DO UPDATE SET
       first_seen = least(c.first_seen, excluded.first_seen), last_seen = excluded.last_seen, score = excluded.score,
       detected_at = least(c.detected_at, excluded.detected_at),
       coordination = excluded.coordination, extraction = excluded.extraction, recommended_action = excluded.recommended_action,
       exchanges = excluded.exchanges, harvest_exchanges = excluded.harvest_exchanges, account_count = excluded.account_count,
       active_accounts = excluded.active_accounts, capabilities = excluded.capabilities, baseline = excluded.baseline,
       peers = excluded.peers, trend = excluded.trend, run_id = excluded.run_id, current = true, status = excluded.status,
       version = c.version + CASE WHEN c.status = excluded.status THEN 0 ELSE 1 END`,
    [
      id,
      title,
      status,
      draft.firstSeen,
      draft.lastSeen,
      until,
      round(assessment.score),
      round(assessment.coordination),
      round(assessment.extraction),
      draft.action,
      draft.exchanges,
      draft.harvest,
      draft.members.length,
      draft.activeAccounts,
      JSON.stringify(draft.capabilities),
      JSON.stringify(draft.baseline),
      draft.peers,
      JSON.stringify(draft.trend),
      runId,
    ],
  );
  await tx.query('DELETE FROM campaign_evidence WHERE campaign_id = $1', [id]);
  await tx.query(
    `INSERT INTO campaign_evidence (campaign_id, signal, about, log_odds, summary, baseline, details)
     SELECT $1, signal, about, log_odds, summary, baseline, details
       FROM jsonb_to_recordset($2::jsonb) AS e (signal text, about text, log_odds float8, summary text, baseline text, details jsonb)`,
    [id, JSON.stringify(assessment.evidence)],
  );
  await tx.query('DELETE FROM campaign_account WHERE campaign_id = $1', [id]);
  await tx.query(
    `INSERT INTO campaign_account (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action,
                                   exchanges, harvest_exchanges, looks_innocent, joined_at)
     SELECT $1, * FROM unnest($2::bigint[], $3::float8[], $4::float8[], $5::text[], $6::jsonb[], $7::text[], $8::int[], $9::int[],
                              $10::text[], $11::timestamptz[])`,
    [
      id,
      ...columns(draft.members, [
        ({ key }) => key,
        ({ membership }) => membership,
        ({ harvestShare }) => harvestShare,
        ({ role }) => role,
        ({ reasons }) => JSON.stringify(reasons),
        ({ action }) => action,
        ({ exchanges }) => exchanges,
        ({ harvest }) => harvest,
        ({ looksInnocent }) => looksInnocent,
        ({ joinedAt }) => joinedAt,
      ]),
    ],
  );
  // Hours before the window are history that this run did not look at.
  await tx.query(
    'DELETE FROM campaign_hour WHERE campaign_id = $1 AND hour >= date_trunc($2, $3::timestamptz)',
    [id, 'hour', since],
  );
  await tx.query(
    `INSERT INTO campaign_hour (campaign_id, hour, capability, model_key, pathway, exchanges, harvest)
     SELECT $1, * FROM unnest($2::timestamptz[], $3::smallint[], $4::bigint[], $5::smallint[], $6::int[], $7::int[])`,
    [
      id,
      ...columns(draft.hours, [
        ({ hour }) => hour,
        ({ capability }) => capability,
        ({ model_key }) => model_key,
        ({ pathway }) => pathway,
        ({ exchanges }) => exchanges,
        ({ harvest }) => harvest,
      ]),
    ],
  );
}

interface News {
  id: string;
  status: CampaignStatus;
  before: KnownRow | null;
  draft: Draft;
  until: Date;
  changed: string[];
}

/** Events and alerts: that a campaign is new, has jumped, was taken up by successors, or is raised again and why. */
async function writeNews(tx: PoolClient, { id, status, before, draft, until, changed }: News): Promise<void> {
  const { score } = draft.assessment;
  const raise = (kind: string, subject: string, summary: string) =>
    addAlert(tx, { id, kind, subject, summary, score, until });
  if (!before) {
    const summary = `new: ${plural(draft.members.length, 'account')} ${harvestPhrase(draft)}`;
    await addEvent(tx, {
      id,
      at: until,
      kind: 'detected',
      summary: `${score.toFixed(2)} ${summary}`,
      key: '',
    });
    await raise('new_campaign', `${id} new`, summary);
  } else if (changed.length > 0) {
    const summary = `raised again: ${changed.join('; ')}`;
    await addEvent(tx, { id, at: until, kind: 'raised_again', summary, key: changed.join() });
    await raise('new_campaign', `${id} again ${changed.join()}`, summary);
  } else if (before.status !== 'dismissed' && status !== 'dismissed') {
    const grown = draft.exchanges - before.exchanges;
    if (draft.exchanges >= JUMP * before.exchanges && grown >= JUMP_EXCHANGES) {
      const summary = `exchanges up from ${number(before.exchanges)} to ${number(draft.exchanges)}`;
      await addEvent(tx, { id, at: until, kind: 'jumped', summary, key: String(draft.exchanges) });
      await raise('jump', `${id} jump ${draft.exchanges}`, summary);
    } else if (severityOf(score) !== severityOf(before.score) && score > before.score) {
      const summary = `score rose from ${before.score.toFixed(2)} to ${score.toFixed(2)}`;
      await addEvent(tx, { id, at: until, kind: 'jumped', summary, key: `score ${score.toFixed(2)}` });
      await raise('jump', `${id} score ${severityOf(score)}`, summary);
    }
  }
  const successors = draft.members.filter(
    ({ key, role }) => role === 'successor' && !before?.accounts.has(key),
  ).length;
  if (successors >= SUCCESSORS && status !== 'dismissed') {
    const summary = `${plural(successors, 'new account')} took over after a ban`;
    await addEvent(tx, { id, at: until, kind: 'succeeded', summary, key: String(successors) });
    await raise(
      'successor',
      `${id} successor ${draft.members.filter(({ role }) => role === 'successor').length}`,
      summary,
    );
  }
}

/** `collect written-out reasoning and graded answers` */
function harvestPhrase(draft: Draft): string {
  const sought = (Object.entries(draft.capabilities) as [Capability, number][])
    .filter(([name, share]) => name !== 'general' && share >= 0.1)
    .sort((a, b) => b[1] - a[1] || CAPABILITIES.indexOf(a[0]) - CAPABILITIES.indexOf(b[0]))
    .slice(0, 2)
    .map(([name]) => CAPABILITY_WORDS[name].sought);
  return sought.length === 0 ? 'send the same scaffolds' : `collect ${sought.join(' and ')}`;
}

interface EventDraft {
  id: string;
  at: Date;
  kind: string;
  summary: string;
  /** What makes it this event and no other of its kind. */
  key: string;
}

async function addEvent(tx: PoolClient, { id, at, kind, summary, key }: EventDraft): Promise<void> {
  await tx.query(
    'INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, summary) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [`evt_${base32(key64(`event\0${id}\0${kind}\0${key}`))}`, id, at, kind, summary],
  );
}

async function addAlert(
  tx: PoolClient,
  alert: { id: string; kind: string; subject: string; summary: string; score: number; until: Date },
): Promise<void> {
  const severity = severityOf(alert.score);
  await tx.query(
    `INSERT INTO alert (id, kind, subject, campaign_id, severity, score, summary, created_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      `alr_${base32(key64(`alert\0${alert.subject}`))}`,
      alert.kind,
      alert.subject,
      alert.id,
      severity,
      round(alert.score),
      alert.summary,
      alert.until,
      new Date(alert.until.getTime() + DUE[severity]),
    ],
  );
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Rows as columns, for unnest. */
function columns<T>(rows: readonly T[], picks: readonly ((row: T) => unknown)[]): unknown[][] {
  return picks.map((pick) => rows.map(pick));
}

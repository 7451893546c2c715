import type { PoolClient } from 'pg';
import type { CampaignStatus } from '@/lib/model/campaign';
import { arrange } from './decided';
import type { Draft, HourRow } from './draft';
import { countAgain, countScaffolds } from './store-arranged';
import { exclusionsOf, type KnownCampaign, readKnown, withoutExcluded } from './store-known';
import { addEvent, CONTAINED, writeNews } from './store-news';
import { writeCampaign } from './store-rows';
import type { ScaffoldUse } from './store-scaffolds';
import { titleOf } from './title';
import { changedEvidence, type Tracked, trackCampaigns } from './track';

/** In place of a run: a campaign that received indicators raised, and that no run has found by itself yet. */
export const RECEIVED = 'received';

/** What a run found of one campaign. */
export interface Outcome {
  draft: Draft;
  scaffolds: readonly ScaffoldUse[];
  /** Its traffic by hour without that of the accounts given. */
  hours: (without: readonly bigint[], standing: string | null) => Promise<Hours>;
}

/** Traffic by hour, as far as it is not written yet. */
export interface Hours {
  rows: HourRow[];
  /** Where it begins: hours before that stand already, or are history that the run did not look at. */
  from: Date;
  /** Names what it was counted from; given back as `standing` while that is what stands. */
  source: string;
}

/**
 * Writes what a run found at `until`: campaigns under the ids they had, their parts, events and alerts. What people
 * decided is kept: what they merged is one and what they split is apart, whatever the run found together, and a dismissed
 * campaign and an excluded account stay so on the same evidence. A campaign that is no longer
 * found is marked as not current, one that became part of another is closed and says of which. The same findings written
 * again change nothing. Campaigns that score less than `alertFrom` raise no alerts. Answers the ids in the order of the findings, without those all of whose accounts are excluded.
 */
export async function storeCampaigns(
  tx: PoolClient,
  until: Date,
  outcomes: readonly Outcome[],
  runId: string,
  alertFrom = 0,
): Promise<string[]> {
  const known = await readKnown(tx);
  const tracked = trackCampaigns(
    outcomes.map(({ draft, scaffolds }) => ({
      founder: draft.founder,
      accounts: new Set(draft.members.map(({ key }) => key)),
      scaffolds: new Set(scaffolds.map(({ id }) => id)),
    })),
    known,
  );
  const units = arrange(outcomes, tracked, known);
  const titles = new Set(known.map(({ title }) => title));
  const ids: string[] = [];
  for (const unit of units) {
    const { id, before, merged, splitFrom } = unit.track;
    const { draft, again, excluded } = judgedOf(unit.draft, unit.track, known);
    if (draft.members.length === 0) continue;
    const title = before?.title ?? titleOf(id, titles);
    titles.add(title);
    const { status, changed, dismissed } = await statusOf(tx, unit.track, draft);
    const scaffolds = unit.arranged ? await countScaffolds(tx, unit.scaffolds, draft) : unit.scaffolds;
    await writeCampaign(tx, {
      id,
      title,
      status,
      draft,
      scaffolds,
      hours: await unit.hours(excluded, before?.hoursFrom ?? null),
      runId,
      until,
      splitFrom: splitFrom?.id ?? null,
      dismissed,
    });
    if (unit.arranged) await countAgain(tx, id, draft.lastSeen, until);
    const names = await namesOf(tx, [...again.keys()]);
    await writeNews(tx, {
      id,
      title,
      status,
      before,
      draft,
      until,
      alertFrom,
      changed,
      merged,
      splitFrom,
      again: new Map([...again].map(([key, what]) => [names.get(key) ?? String(key), what])),
    });
    await closeMerged(tx, merged, id);
    ids.push(id);
  }
  const gone = new Set(units.flatMap(({ track }) => track.merged.map(({ id }) => id)));
  await fade(tx, [...ids, ...gone], until);
  return ids;
}

/** The draft without the accounts that a person took out of the campaign, and which of those are listed again and why. */
function judgedOf(
  draft: Draft,
  { before, merged, splitFrom }: Tracked<KnownCampaign>,
  known: readonly KnownCampaign[],
): { draft: Draft; again: Map<bigint, string>; excluded: bigint[] } {
  const exclusions = exclusionsOf([before, splitFrom, ...merged], known);
  if (exclusions.size === 0) return { draft, again: new Map(), excluded: [] };
  const { members, again } = withoutExcluded(draft.members, exclusions);
  if (members.length === draft.members.length) return { draft: { ...draft, members }, again, excluded: [] };
  const listed = new Set(members.map(({ key }) => key));
  return {
    again,
    excluded: draft.members.map(({ key }) => key).filter((key) => !listed.has(key)),
    draft: {
      ...draft,
      members,
      exchanges: members.reduce((sum, { exchanges }) => sum + exchanges, 0),
      harvest: members.reduce((sum, { harvest }) => sum + harvest, 0),
      activeAccounts: members.filter(({ active }) => active).length,
    },
  };
}

interface Standing {
  status: CampaignStatus;
  /** Why a dismissed campaign is raised again. */
  changed: string[];
  /** The decision a new campaign takes over from the dismissed one it was split from. */
  dismissed: { outcome: string | null; judged: Record<string, number> | null; at: Date | null } | null;
}

/** What a campaign is after this run, by what people decided and whether any of its accounts can still act. */
async function statusOf(
  tx: PoolClient,
  { before, splitFrom }: Tracked<KnownCampaign>,
  draft: Draft,
): Promise<Standing> {
  const origin = before ?? (splitFrom?.status === 'dismissed' ? splitFrom : null);
  let status: CampaignStatus = origin?.status ?? 'suspected';
  if (before?.mergedInto) status = await statusBeforeMerger(tx, before.id);
  if (status === 'dismissed') {
    const changed = changedEvidence(origin?.judged ?? {}, draft.assessment.evidence);
    if (changed.length > 0)
      return { status: contained('suspected', draft, before), changed, dismissed: null };
    const inherits = !before && origin;
    return {
      status,
      changed: [],
      dismissed: inherits
        ? { outcome: origin.dismissOutcome, judged: origin.judged, at: origin.decidedAt }
        : null,
    };
  }
  return { status: contained(status, draft, before), changed: [], dismissed: null };
}

/** A campaign none of whose accounts can act is contained; one of which some can again is what it was judged to be. */
function contained(status: CampaignStatus, draft: Draft, before: KnownCampaign | null): CampaignStatus {
  if (status === 'closed') return status;
  if (draft.activeAccounts === 0) return 'contained';
  if (status !== 'contained') return status;
  return before?.decidedAt && !before.dismissOutcome ? 'confirmed' : 'suspected';
}

async function statusBeforeMerger(tx: PoolClient, id: string): Promise<CampaignStatus> {
  const { rows } = await tx.query<{ status: CampaignStatus }>(
    `SELECT details->>'status' AS status FROM campaign_event
      WHERE campaign_id = $1 AND kind = 'merged' AND details ? 'merged_into' ORDER BY occurred_at DESC, id LIMIT 1`,
    [id],
  );
  return rows[0]?.status ?? 'suspected';
}

/** Closes what became part of another campaign. Its open alerts go along. */
async function closeMerged(tx: PoolClient, merged: readonly KnownCampaign[], into: string): Promise<void> {
  if (merged.length === 0) return;
  const ids = merged.map(({ id }) => id);
  await tx.query(
    `UPDATE campaign SET merged_into = $2, current = false, status = 'closed', contained_at = NULL, version = version + 1
      WHERE id = ANY($1)`,
    [ids, into],
  );
  await tx.query("UPDATE alert SET campaign_id = $2 WHERE campaign_id = ANY($1) AND status = 'open'", [
    ids,
    into,
  ]);
}

/** Marks what was not found any more; it is contained when none of its accounts can act. */
async function fade(tx: PoolClient, found: readonly string[], until: Date): Promise<void> {
  const faded = await tx.query<{ id: string }>(
    'UPDATE campaign SET current = false WHERE current AND run_id <> $2 AND NOT id = ANY($1) RETURNING id',
    [found, RECEIVED],
  );
  const key = until.toISOString();
  for (const { id } of faded.rows) {
    const summary = 'The accounts no longer act as one group in the window.';
    await addEvent(tx, { id, at: until, kind: 'faded', summary, key });
  }
  const over = await tx.query<{ id: string }>(
    `UPDATE campaign c SET status = 'contained', contained_at = $2, active_accounts = 0, version = version + 1
      WHERE (NOT c.current OR c.run_id = $3) AND c.status IN ('suspected', 'confirmed') AND NOT c.id = ANY($1)
        AND EXISTS (SELECT FROM campaign_account m WHERE m.campaign_id = c.id)
        AND NOT EXISTS (SELECT FROM campaign_account m JOIN account a ON a.key = m.account_key
                         WHERE m.campaign_id = c.id AND (a.status = 'active' OR a.status_at > $2))
      RETURNING id`,
    [found, until, RECEIVED],
  );
  for (const { id } of over.rows)
    await addEvent(tx, { id, at: until, kind: 'contained', summary: CONTAINED, key });
}

async function namesOf(tx: PoolClient, keys: readonly bigint[]): Promise<Map<bigint, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await tx.query<{ key: bigint; id: string }>(
    'SELECT key, id FROM account WHERE key = ANY($1::bigint[]) ORDER BY key',
    [keys],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

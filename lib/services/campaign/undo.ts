import { z } from 'zod';
import type { CampaignUndone } from '@/lib/model/api';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { askAfterDecision } from '@/lib/services/share/row';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { requireLast, type Undo } from './last-decision';
import { type CampaignState, openAgain, type Stood, settle, writeDecision, writeDeed } from './record';
import { forgetExclusions, putBack, takeOut } from './relist';
import { unmerge } from './unmerge';

/**
 * Takes the last decision about a campaign back: what it judged, merged, split, took out or put in stands as before. Only while
 * nothing rests on it: no later decision about the campaign or the other one, and the status it left. A run since then is no
 * hindrance. Orders are not undone; accounts are reinstated by a decision of their own. RetortError `not_found`, `conflict`,
 * `precondition`.
 */
export const undoDecision = defineVerb({
  name: 'campaign.undo',
  right: 'campaign.decide',
  input: z.object({
    id: entityId,
    version: seenVersion,
    decision_id: entityId,
    reason: decisionReason.default('Taken back.'),
  }),
  async run({ id, version: seen, decision_id, reason }, work): Promise<CampaignUndone> {
    const { tx, now, newId, actor } = work;
    await lockOf(decision_id, work);
    const looked = await lockSeen<CampaignState>(tx, 'campaign', { key: id, id, seen, now });
    const undo = await requireLast(tx, { id, decisionId: decision_id });
    const before = undo.campaign_id === id ? looked : await stateOf(undo.campaign_id, work);
    const { stood } = undo;
    if (before.status !== stood.left)
      throw new RetortError(
        'precondition',
        `This campaign is ${before.status} by now: what came since rests on that decision. Reopen it instead.`,
        { status: before.status },
      );
    const restored = await RESTORE[undo.kind](before, undo, work);
    await askAfterDecision(tx, before.id);
    await tx.query('UPDATE decision_undo SET undone_at = $2, undone_by = $3 WHERE decision_id = $1', [
      decision_id,
      now,
      describeActor(actor).name,
    ]);
    const undoId = newId();
    await writeDecision({ id: undoId, kind: 'undo', campaignId: before.id, reason, stood: null }, work);
    const details = { decision_id: undoId, undoes: decision_id, undone: undo.kind };
    for (const campaignId of new Set([before.id, id]))
      await writeDeed({ campaignId, kind: 'undone', summary: reason, details }, work);
    const after = await stateOf(before.id, work);
    work.audit({
      entity: 'campaign',
      entityId: before.id,
      before: { status: before.status, accounts: before.account_count, version: before.version },
      after: {
        status: after.status,
        accounts: after.account_count,
        version: after.version,
        undoes: decision_id,
        undone: undo.kind,
        reason,
        decision_id: undoId,
      },
    });
    const standing = id === before.id ? after : await stateOf(id, work);
    return {
      id,
      status: standing.status,
      version: standing.version,
      undone: undo.kind,
      restored,
      decision_id: undoId,
      decided_at: now.toISOString(),
    };
  },
});

type Restore = (before: CampaignState, undo: Undo, work: VerbWork) => Promise<string>;

/** Puts each kind of decision back, raises the versions of what it touched, and says what stands again. */
const RESTORE: Record<Undo['kind'], Restore> = {
  confirm: judgement,
  dismiss: judgement,
  reopen: reopening,
  merge: merger,
  split: parting,
  exclude: exclusion,
  include: inclusion,
};

async function judgement(before: CampaignState, { stood }: Undo, work: VerbWork): Promise<string> {
  await putStanding(before, stood, work);
  const opened = await openAgain(stood.alerts, work);
  return opened.length > 0
    ? `It is ${stood.status} again, and its alerts are open.`
    : `It is ${stood.status} again.`;
}

async function reopening(before: CampaignState, { stood }: Undo, work: VerbWork): Promise<string> {
  await putStanding(before, stood, work);
  const { rows } = await work.tx.query<{ id: string }>(
    `UPDATE alert SET status = 'decided', decided_at = $2, changed_at = $2, version = version + 1
      WHERE id = ANY($1) AND status = 'open' RETURNING id`,
    [stood.alerts, work.now],
  );
  for (const alert of rows)
    work.audit({
      entity: 'alert',
      entityId: alert.id,
      before: { status: 'open' },
      after: { status: 'decided' },
    });
  return `It is ${stood.status} again, as it was judged before.`;
}

async function merger(before: CampaignState, { stood, other_id }: Undo, work: VerbWork): Promise<string> {
  const other = await stateOf(other_id ?? '', work);
  await putStanding(before, stood, work);
  const settled = await unmerge(before.id, other, stood, work);
  if (stood.other && [stood.other.status, stood.other.left].includes(settled.status))
    await work.tx.query('UPDATE campaign SET status = $2, contained_at = $3 WHERE id = $1', [
      other.id,
      stood.other.status,
      stood.other.contained_at,
    ]);
  await auditOther(other, work);
  return 'Both campaigns stand by themselves again, each with its accounts.';
}

async function parting(
  before: CampaignState,
  { stood, other_id, decision_id }: Undo,
  work: VerbWork,
): Promise<string> {
  const { tx, now } = work;
  const part = await stateOf(other_id ?? '', work);
  await tx.query('DELETE FROM campaign_split WHERE decision_id = $1', [decision_id]);
  await tx.query(
    `INSERT INTO campaign_account (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action,
                                   exchanges, harvest_exchanges, looks_innocent, joined_at)
     SELECT $2, account_key, membership, harvest_share, role, reasons, recommended_action, exchanges, harvest_exchanges,
            looks_innocent, joined_at
       FROM campaign_account WHERE campaign_id = $1 ON CONFLICT (campaign_id, account_key) DO NOTHING`,
    [part.id, before.id],
  );
  await tx.query(
    `UPDATE campaign SET status = 'closed', merged_into = $2, current = false, contained_at = NULL, version = version + 1
      WHERE id = $1`,
    [part.id, before.id],
  );
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE alert SET status = 'decided', decided_at = $2, changed_at = $2, version = version + 1
      WHERE campaign_id = $1 AND status = 'open' RETURNING id`,
    [part.id, now],
  );
  for (const alert of rows)
    work.audit({
      entity: 'alert',
      entityId: alert.id,
      before: { status: 'open' },
      after: { status: 'decided' },
    });
  const settled = await settle(before, work);
  if ([stood.status, stood.left].includes(settled.status))
    await tx.query('UPDATE campaign SET status = $2, contained_at = $3 WHERE id = $1', [
      before.id,
      stood.status,
      stood.contained_at,
    ]);
  await auditOther(part, work);
  return `Its accounts are together again. ${part.title} is closed and points here.`;
}

async function exclusion(before: CampaignState, { decision_id }: Undo, work: VerbWork): Promise<string> {
  const taken = await forgetExclusions({ campaignId: before.id, decisionId: decision_id }, work);
  const { accounts } = await putBack(before.id, taken, work);
  return accounts === 1 ? 'The account is listed again.' : `${accounts} accounts are listed again.`;
}

async function inclusion(before: CampaignState, { stood }: Undo, work: VerbWork): Promise<string> {
  const rows = stood.exclusions ?? [];
  await work.tx.query(
    `INSERT INTO campaign_exclusion SELECT * FROM jsonb_populate_recordset(NULL::campaign_exclusion, $1::jsonb)
     ON CONFLICT (campaign_id, account_key) DO NOTHING`,
    [JSON.stringify(rows)],
  );
  await takeOut(
    before.id,
    rows.map((row) => BigInt(String(row.account_key))),
    work,
  );
  return rows.length === 1 ? 'The account is out again.' : `${rows.length} accounts are out again.`;
}

async function putStanding(before: CampaignState, stood: Stood, { tx }: VerbWork): Promise<void> {
  await tx.query(
    `UPDATE campaign SET status = $2, decided_at = $3, contained_at = $4, dismiss_outcome = $5, judged_evidence = $6,
            version = version + 1 WHERE id = $1`,
    [
      before.id,
      stood.status,
      stood.decided_at,
      stood.contained_at,
      stood.dismiss_outcome,
      stood.judged_evidence === null ? null : JSON.stringify(stood.judged_evidence),
    ],
  );
}

async function stateOf(id: string, { tx }: VerbWork): Promise<CampaignState> {
  const { rows } = await tx.query<CampaignState>('SELECT * FROM campaign WHERE id = $1', [id]);
  const [state] = rows;
  if (!state) throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
  return state;
}

async function auditOther(was: CampaignState, work: VerbWork): Promise<void> {
  const is = await stateOf(was.id, work);
  work.audit({
    entity: 'campaign',
    entityId: was.id,
    before: { status: was.status, accounts: was.account_count, version: was.version },
    after: { status: is.status, accounts: is.account_count, version: is.version },
  });
}

/** Locks the campaigns that a decision was about, in the order of their ids. */
async function lockOf(decisionId: string, { tx }: VerbWork): Promise<void> {
  await tx.query(
    `SELECT FROM campaign WHERE id IN (SELECT unnest(ARRAY[campaign_id, other_id]) FROM decision_undo WHERE decision_id = $1)
      ORDER BY id FOR UPDATE`,
    [decisionId],
  );
}

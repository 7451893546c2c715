import { z } from 'zod';
import type { CampaignReopened } from '@/lib/model/api';
import { campaignMove, decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import { askAfterDecision } from '@/lib/services/share/row';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { type CampaignState, openAgain, type Stood, stoodOf, writeDecision, writeDeed } from './record';
import { unmerge } from './unmerge';

/**
 * Makes a campaign suspected again that was confirmed, dismissed, or closed because it became part of another: what was judged
 * is forgotten, the alerts that the last decision decided are open again, and a merged one stands by itself. Accounts stay as they
 * are. RetortError `not_found`, `conflict`, `precondition`.
 */
export const reopenCampaign = defineVerb({
  name: 'campaign.reopen',
  right: 'campaign.decide',
  input: z.object({ id: entityId, version: seenVersion, reason: decisionReason }),
  async run({ id, version: seen, reason }, work): Promise<CampaignReopened> {
    const { tx, now, newId } = work;
    await lockMerger(id, work);
    const before = await lockSeen<CampaignState>(tx, 'campaign', { key: id, id, seen, now });
    const move = campaignMove(before.status, 'reopen');
    if ('refused' in move) throw new RetortError('precondition', move.refused, { status: before.status });
    const decisionId = newId();
    await tx.query(
      `UPDATE campaign SET status = $3, decided_at = NULL, dismiss_outcome = NULL, judged_evidence = NULL, contained_at = NULL,
              merged_into = NULL, version = version + 1 WHERE id = $1 AND version = $2`,
      [id, seen, move.to],
    );
    const last = await lastStood(id, before, work);
    let alerts: string[] = [];
    const other = before.merged_by === null ? null : before.merged_into;
    if (other !== null) {
      const { rows } = await tx.query<CampaignState>('SELECT * FROM campaign WHERE id = $1', [other]);
      const state = rows[0] as CampaignState;
      const settled = await unmerge(id, state, last, work);
      await writeDeed(
        {
          campaignId: other,
          kind: 'gave_back',
          summary: reason,
          details: { decision_id: decisionId, other_id: id },
        },
        work,
      );
      work.audit({
        entity: 'campaign',
        entityId: other,
        before: { accounts: state.account_count, status: state.status, version: state.version },
        after: {
          accounts: settled.accounts,
          status: settled.status,
          gave_back: id,
          version: settled.version,
        },
      });
    } else alerts = await openAgain(last?.alerts ?? [], work);
    // A merger cannot be made again by undoing: it is a decision of its own.
    const stood = other === null && before.merged_into === null ? stoodOf(before, move.to, alerts) : null;
    await askAfterDecision(tx, id);
    await writeDecision({ id: decisionId, kind: 'reopen', campaignId: id, reason, stood }, work);
    await writeDeed(
      { campaignId: id, kind: 'opened_again', summary: reason, details: { decision_id: decisionId } },
      work,
    );
    work.audit({
      entity: 'campaign',
      entityId: id,
      before: {
        status: before.status,
        outcome: before.dismiss_outcome,
        merged_into: before.merged_into,
        version: before.version,
      },
      after: { status: move.to, version: before.version + 1, reason, decision_id: decisionId },
    });
    return {
      id,
      status: move.to,
      version: before.version + 1,
      decision_id: decisionId,
      decided_at: now.toISOString(),
      alerts_opened: alerts.length,
    };
  },
});

/** Locks a campaign and the one it is part of, in the order of their ids. */
async function lockMerger(id: string, { tx }: VerbWork): Promise<void> {
  await tx.query(
    `SELECT FROM campaign WHERE id = $1 OR id = (SELECT merged_into FROM campaign WHERE id = $1) ORDER BY id FOR UPDATE`,
    [id],
  );
}

/** What stood before the decision that made the campaign what it is. */
async function lastStood(id: string, before: CampaignState, { tx }: VerbWork): Promise<Stood | null> {
  const { rows } = await tx.query<{ stood: Stood }>(
    `SELECT u.stood FROM decision_undo u JOIN decision d ON d.id = u.decision_id
      WHERE u.campaign_id = $1 AND u.undone_at IS NULL AND d.kind IN ('confirm', 'dismiss', 'merge')
        AND ($2::text IS NULL OR d.id = $2) ORDER BY u.seq DESC LIMIT 1`,
    [id, before.merged_by],
  );
  return rows[0]?.stood ?? null;
}

import { z } from 'zod';
import type { CampaignMerged } from '@/lib/model/api';
import { campaignMove, decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { cannotTake } from '@/lib/model/moves';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import {
  type CampaignState,
  moveAlerts,
  otherStoodOf,
  settle,
  stoodOf,
  writeDecision,
  writeDeed,
} from './record';

/**
 * Says that a campaign is the same operation as another. It is closed and points there; its accounts are listed there from
 * now on, also by every later run, and its open alerts go along. What was judged of the other one stands for both. Both
 * versions are checked. RetortError `not_found`, `conflict`, `precondition`, `invalid`.
 */
export const mergeCampaign = defineVerb({
  name: 'campaign.merge',
  right: 'campaign.decide',
  input: z.object({
    id: entityId,
    version: seenVersion,
    into_id: entityId.meta({ description: 'The campaign that it is part of from now on.' }),
    into_version: seenVersion,
    reason: decisionReason,
  }),
  async run({ id, version: seen, into_id, into_version, reason }, work): Promise<CampaignMerged> {
    const { tx, now, newId } = work;
    if (id === into_id) throw new RetortError('invalid', 'into_id: A campaign is not merged into itself.');
    const { before, other } = await lockBoth({ id, seen }, { id: into_id, seen: into_version }, work);
    const move = campaignMove(before.status, 'merge');
    if ('refused' in move) throw new RetortError('precondition', move.refused, { status: before.status });
    const refused = cannotTake(other.status);
    if (refused) throw new RetortError('precondition', refused, { status: other.status });

    const decisionId = newId();
    await tx.query(
      `UPDATE campaign SET status = $3, merged_into = $4, merged_by = $5, current = false, contained_at = NULL,
              version = version + 1 WHERE id = $1 AND version = $2`,
      [id, seen, move.to, into_id, decisionId],
    );
    await tx.query(TAKE_OVER, [id, into_id]);
    const settled = await settle(other, work);
    await tx.query(STANDS_FOR_BOTH, [id, into_id, before.current]);
    const alerts = await moveAlerts(id, into_id, work);
    await writeDecision(
      {
        id: decisionId,
        kind: 'merge',
        campaignId: id,
        otherId: into_id,
        reason,
        stood: {
          ...stoodOf(before, move.to, alerts),
          other: otherStoodOf(other, settled.status),
        },
      },
      work,
    );
    await writeDeed(
      {
        campaignId: id,
        kind: 'merged',
        summary: reason,
        details: { decision_id: decisionId, merged_into: into_id, status: before.status },
      },
      work,
    );
    await writeDeed(
      {
        campaignId: into_id,
        kind: 'took_in',
        summary: reason,
        details: { decision_id: decisionId, other_id: id, accounts: before.account_count },
      },
      work,
    );
    work.audit({
      entity: 'campaign',
      entityId: id,
      before: { status: before.status, version: before.version },
      after: {
        status: move.to,
        merged_into: into_id,
        version: before.version + 1,
        reason,
        decision_id: decisionId,
      },
    });
    work.audit({
      entity: 'campaign',
      entityId: into_id,
      before: { status: other.status, accounts: other.account_count, version: other.version },
      after: {
        status: settled.status,
        accounts: settled.accounts,
        took_in: id,
        version: settled.version,
        decision_id: decisionId,
      },
    });
    for (const alert of alerts)
      work.audit({
        entity: 'alert',
        entityId: alert,
        before: { campaign_id: id },
        after: { campaign_id: into_id },
      });
    return {
      id,
      status: move.to,
      version: before.version + 1,
      into: { id: into_id, title: other.title, version: settled.version, accounts: settled.accounts },
      decision_id: decisionId,
      decided_at: now.toISOString(),
    };
  },
});

/** Members that both have stay as the other one has them. */
const TAKE_OVER = `
  INSERT INTO campaign_account (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action, exchanges,
                                harvest_exchanges, looks_innocent, joined_at, part)
  SELECT $2, account_key, membership, harvest_share, role, reasons, recommended_action, exchanges, harvest_exchanges,
         looks_innocent, joined_at, coalesce(part, $1)
    FROM campaign_account m
   WHERE campaign_id = $1
     AND NOT EXISTS (SELECT FROM campaign_exclusion x WHERE x.campaign_id = $2 AND x.account_key = m.account_key)
  ON CONFLICT (campaign_id, account_key) DO NOTHING`;

/** Found by the last run when either was, from when the first was seen to when the last was. */
const STANDS_FOR_BOTH = `
  UPDATE campaign c SET current = c.current OR $3, first_seen = least(c.first_seen, o.first_seen),
         last_seen = greatest(c.last_seen, o.last_seen)
    FROM campaign o WHERE o.id = $1 AND c.id = $2`;

interface Seen {
  id: string;
  seen: number;
}

/** Both campaigns, locked in the order of their ids so that two people who merge crosswise do not wait for each other for ever. */
export async function lockBoth(
  one: Seen,
  two: Seen,
  { tx, now }: VerbWork,
): Promise<{ before: CampaignState; other: CampaignState }> {
  await tx.query('SELECT FROM campaign WHERE id = ANY($1) ORDER BY id FOR UPDATE', [[one.id, two.id]]);
  return {
    before: await lockSeen<CampaignState>(tx, 'campaign', { key: one.id, id: one.id, seen: one.seen, now }),
    other: await lockSeen<CampaignState>(tx, 'campaign', { key: two.id, id: two.id, seen: two.seen, now }),
  };
}

import type { AccountEnforced } from '@/lib/model/api';
import type { CampaignStatus } from '@/lib/model/campaign';
import { type AccountStatus, accountMove, afterEnforcement, type SentenceKind } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { describeActor } from '@/lib/services/audit/append';
import { forgetReinstatement, rememberMembership } from '@/lib/services/campaign/exclusion';
import { lockSeen } from '@/lib/services/conflict';
import { enqueueOrders } from '@/lib/services/order/enqueue';
import type { VerbWork } from '@/lib/services/verb';

interface Sentence {
  kind: SentenceKind;
  id: string;
  version: number;
  reason: string;
  campaign_id?: string;
}

const EVENT = { ban: 'banned', reinstate: 'reinstated' } as const;

/**
 * What ban and reinstate have in common: the version check, the move, the account's event, the decision, the order and the
 * job that delivers it, what follows for the account's campaigns, the audit entries. All in one transaction, so
 * that no account is banned here whose order is lost, and none is ordered banned that is not.
 */
export async function enforceAccount(sentence: Sentence, work: VerbWork): Promise<AccountEnforced> {
  const { tx, now, newId, actor } = work;
  const { kind, id, reason } = sentence;
  const key = accountKey(id);
  const before = await lockSeen<{ status: AccountStatus; version: number }>(tx, 'account', {
    key,
    id,
    seen: sentence.version,
    now,
  });
  const move = accountMove(before.status, kind);
  if ('refused' in move) throw new RetortError('precondition', move.refused, { status: before.status });
  const campaignId = sentence.campaign_id ?? null;
  if (campaignId !== null) await requireMember(work, campaignId, key);

  await tx.query(
    'UPDATE account SET status = $3, status_at = $4, version = version + 1 WHERE key = $1 AND version = $2',
    [key, before.version, move.to, now],
  );
  await tx.query(
    `INSERT INTO account_event (account_key, occurred_at, kind, source, reason) VALUES ($1, $2, $3, 'retort', $4)
     ON CONFLICT (account_key, occurred_at, kind) DO NOTHING`,
    [key, now, EVENT[kind], reason],
  );
  const { id: actorId, name: actorName } = describeActor(actor);
  const decisionId = newId();
  await tx.query(
    `INSERT INTO decision (id, kind, campaign_id, account_key, reason, actor_kind, actor_id, actor_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [decisionId, kind, campaignId, key, reason, actor.kind, actorId, actorName, now],
  );
  const orderId = newId();
  await tx.query(
    `INSERT INTO enforcement_order (id, decision_id, account_key, account_id, kind, reason, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [orderId, decisionId, key, id, kind, reason, now],
  );
  await enqueueOrders(tx, [{ orderId }]);

  const version = before.version + 1;
  work.audit({
    entity: 'account',
    entityId: id,
    before: { status: before.status, version: before.version },
    after: { status: move.to, version, reason, decision_id: decisionId, order_id: orderId },
  });
  if (kind === 'ban') await forgetReinstatement(key, work);
  else await rememberMembership({ campaignId: null, key, kind: 'reinstated', reason, decisionId }, work);
  await followInCampaigns(key, sentence, work);
  return {
    id,
    status: move.to,
    version,
    decision_id: decisionId,
    order_id: orderId,
    decided_at: now.toISOString(),
  };
}

async function requireMember({ tx }: VerbWork, campaignId: string, key: bigint): Promise<void> {
  const { rowCount } = await tx.query(
    'SELECT 1 FROM campaign_account WHERE campaign_id = $1 AND account_key = $2',
    [campaignId, key],
  );
  if (!rowCount) {
    throw new RetortError('invalid', `This account is not in the campaign ${campaignId}.`, {
      campaign_id: campaignId,
    });
  }
}

/** Writes the deed into the account's campaigns, and moves them between confirmed and contained. */
async function followInCampaigns(key: bigint, { kind, id, reason }: Sentence, work: VerbWork): Promise<void> {
  const { tx, now, newId, actor } = work;
  const { name: actorName } = describeActor(actor);
  // Locked, so that of two people banning the last two accounts the second sees the first one's ban.
  const campaigns = await tx.query<{ id: string; status: CampaignStatus; version: number; judged: boolean }>(
    `SELECT id, status, version, decided_at IS NOT NULL AS judged FROM campaign
      WHERE id IN (SELECT campaign_id FROM campaign_account WHERE account_key = $1)
      ORDER BY id FOR UPDATE`,
    [key],
  );
  const event = async (campaignId: string, eventKind: string, summary: string) =>
    tx.query(
      `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), campaignId, now, eventKind, actorName, summary, JSON.stringify({ account_id: id })],
    );
  for (const campaign of campaigns.rows) {
    await event(campaign.id, `account_${EVENT[kind]}`, reason);
    const active = await tx.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM campaign_account m JOIN account a ON a.key = m.account_key
                       WHERE m.campaign_id = $1 AND a.status = 'active') AS any`,
      [campaign.id],
    );
    const next = afterEnforcement(campaign.status, active.rows[0]?.any ? 1 : 0);
    // A run contains also what nobody has judged: that is suspected again, not confirmed.
    const status = next === 'confirmed' && !campaign.judged ? 'suspected' : next;
    if (status === campaign.status) continue;
    await tx.query(
      'UPDATE campaign SET status = $2, contained_at = $3, version = version + 1 WHERE id = $1',
      [campaign.id, status, status === 'contained' ? now : null],
    );
    if (status === 'contained')
      await event(campaign.id, 'contained', 'No account of this campaign can act any more.');
    else await event(campaign.id, 'reopened', 'An account of this campaign can act again.');
    work.audit({
      entity: 'campaign',
      entityId: campaign.id,
      before: { status: campaign.status, version: campaign.version },
      after: { status, version: campaign.version + 1 },
    });
  }
}

import type { AccountEnforced } from '@/lib/model/api';
import { type AccountStatus, accountMove, type SentenceKind } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import type { VerbWork } from '@/lib/services/verb';
import { requireAlone } from './alone';
import { enforceSet } from './enforce-set';

interface Sentence {
  kind: SentenceKind;
  id: string;
  version: number;
  reason: string;
  campaign_id?: string;
}

/**
 * What ban and reinstate of one account have in common: the version check, the move, the decision, what is done (see
 * {@link enforceSet}) and the audit entry.
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
  if (kind === 'ban') await requireAlone({ key }, work);

  const { id: actorId, name: actorName } = describeActor(actor);
  const decisionId = newId();
  await tx.query(
    `INSERT INTO decision (id, kind, campaign_id, account_key, reason, actor_kind, actor_id, actor_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [decisionId, kind, campaignId, key, reason, actor.kind, actorId, actorName, now],
  );
  const subjects = [{ key, id, status: before.status }];
  const [orderId = ''] = await enforceSet(
    { kind, reason, decisionId, actorName, batchId: null, subjects },
    work,
  );

  const version = before.version + 1;
  work.audit({
    entity: 'account',
    entityId: id,
    before: { status: before.status, version: before.version },
    after: { status: move.to, version, reason, decision_id: decisionId, order_id: orderId },
  });
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

import type { CampaignDecided } from '@/lib/model/api';
import type { CampaignStatus, DismissOutcome } from '@/lib/model/campaign';
import { campaignMove, judgedEvidence } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import type { VerbWork } from '@/lib/services/verb';

interface Judgement {
  kind: 'confirm' | 'dismiss';
  id: string;
  version: number;
  reason: string;
  outcome: DismissOutcome | null;
}

const EVENT = { confirm: 'confirmed', dismiss: 'dismissed' } as const;

/**
 * What confirm and dismiss have in common: the version check, the move, the decision, the campaign's open alerts, its
 * event, the audit entries. What was judged is remembered, so that the next run can tell whether the evidence changed.
 */
export async function decideCampaign(judgement: Judgement, work: VerbWork): Promise<CampaignDecided> {
  const { tx, now, newId, actor } = work;
  const { kind, id, reason, outcome } = judgement;
  const before = await lockSeen<{ status: CampaignStatus; dismiss_outcome: string | null; version: number }>(
    tx,
    'campaign',
    { key: id, id, seen: judgement.version, now },
  );
  const move = campaignMove(before.status, kind);
  if ('refused' in move) throw new RetortError('precondition', move.refused, { status: before.status });

  const evidence = await tx.query<{ signal: string; log_odds: number }>(
    'SELECT signal, log_odds FROM campaign_evidence WHERE campaign_id = $1',
    [id],
  );
  const judged = judgedEvidence(evidence.rows);
  const version = before.version + 1;
  await tx.query(
    `UPDATE campaign
        SET status = $3, decided_at = $4, dismiss_outcome = $5, judged_evidence = $6, contained_at = NULL,
            version = version + 1
      WHERE id = $1 AND version = $2`,
    [id, before.version, move.to, now, outcome, JSON.stringify(judged)],
  );

  const { id: actorId, name: actorName } = describeActor(actor);
  const decisionId = newId();
  await tx.query(
    `INSERT INTO decision (id, kind, campaign_id, reason, outcome, actor_kind, actor_id, actor_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [decisionId, kind, id, reason, outcome, actor.kind, actorId, actorName, now],
  );
  await tx.query(
    `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), id, now, EVENT[kind], actorName, reason, JSON.stringify({ decision_id: decisionId, outcome })],
  );
  const alerts = await tx.query<{ id: string }>(
    `UPDATE alert SET status = 'decided', decided_at = $2, changed_at = $2, version = version + 1
      WHERE campaign_id = $1 AND status = 'open' RETURNING id`,
    [id, now],
  );

  work.audit({
    entity: 'campaign',
    entityId: id,
    before: { status: before.status, outcome: before.dismiss_outcome, version: before.version },
    after: { status: move.to, outcome, version, reason, decision_id: decisionId, judged_evidence: judged },
  });
  for (const alert of alerts.rows) {
    work.audit({
      entity: 'alert',
      entityId: alert.id,
      before: { status: 'open' },
      after: { status: 'decided' },
    });
  }
  return {
    id,
    status: move.to,
    version,
    decision_id: decisionId,
    decided_at: now.toISOString(),
    alerts_decided: alerts.rows.length,
  };
}

import type { CampaignDecided } from '@/lib/model/api';
import type { DismissOutcome } from '@/lib/model/campaign';
import { campaignMove, judgedEvidence } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import { askAfterDecision } from '@/lib/services/share/row';
import type { VerbWork } from '@/lib/services/verb';
import { type CampaignState, stoodOf, writeDecision, writeDeed } from './record';

interface Judgement {
  kind: 'confirm' | 'dismiss';
  id: string;
  version: number;
  reason: string;
  outcome: DismissOutcome | null;
  /** The campaign it is a duplicate of. */
  duplicate_of?: string | undefined;
}

const EVENT = { confirm: 'confirmed', dismiss: 'dismissed' } as const;

/**
 * What confirm and dismiss have in common: the version check, the move, the decision, the campaign's open alerts, its
 * event, the audit entries. What was judged is remembered, so that the next run can tell whether the evidence changed.
 */
export async function decideCampaign(judgement: Judgement, work: VerbWork): Promise<CampaignDecided> {
  const { tx, now, newId } = work;
  const { kind, id, reason, outcome, duplicate_of } = judgement;
  const before = await lockSeen<CampaignState>(tx, 'campaign', { key: id, id, seen: judgement.version, now });
  const move = campaignMove(before.status, kind);
  if ('refused' in move) throw new RetortError('precondition', move.refused, { status: before.status });
  if (duplicate_of !== undefined) await requireOther(id, duplicate_of, work);

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
  const alerts = await tx.query<{ id: string }>(
    `UPDATE alert SET status = 'decided', decided_at = $2, changed_at = $2, version = version + 1
      WHERE campaign_id = $1 AND status = 'open' RETURNING id`,
    [id, now],
  );
  const decisionId = newId();
  const stood = stoodOf(
    before,
    move.to,
    alerts.rows.map((alert) => alert.id),
  );
  await writeDecision(
    { id: decisionId, kind, campaignId: id, reason, outcome, otherId: duplicate_of ?? null, stood },
    work,
  );
  const details = { decision_id: decisionId, outcome, ...(duplicate_of ? { other_id: duplicate_of } : {}) };
  await writeDeed({ campaignId: id, kind: EVENT[kind], summary: reason, details }, work);

  await askAfterDecision(tx, id);

  work.audit({
    entity: 'campaign',
    entityId: id,
    before: { status: before.status, outcome: before.dismiss_outcome, version: before.version },
    after: {
      status: move.to,
      outcome,
      version,
      reason,
      decision_id: decisionId,
      judged_evidence: judged,
      ...(duplicate_of ? { duplicate_of } : {}),
    },
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

async function requireOther(id: string, other: string, { tx }: VerbWork): Promise<void> {
  const { rowCount } = await tx.query('SELECT 1 FROM campaign WHERE id = $1', [other]);
  if (!rowCount || other === id)
    throw new RetortError(
      'invalid',
      rowCount
        ? 'duplicate_of: A campaign is no duplicate of itself.'
        : `duplicate_of: There is no campaign ${other}.`,
      { duplicate_of: other },
    );
}

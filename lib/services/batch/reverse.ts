import { z } from 'zod';
import type { BatchDone } from '@/lib/model/batch';
import { BATCH_IDS } from '@/lib/model/batch-moves';
import { decisionReason, entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { lockSeen } from '@/lib/services/conflict';
import { enqueue } from '@/lib/services/order/enqueue';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { writeBatchDecision } from './begin';
import { type BatchRow, changeBatch, moved, type ReversalScope } from './row';

const NAMED = 3;

/**
 * Takes back what a batch did, to all or to some: makes a batch that reinstates them, which starts at once, and after which no run
 * raises them again on the same evidence. Undoing harm needs no second person. Answers the new batch. RetortError `precondition`
 * when the batch still goes on or nothing is left to take back, `invalid` for accounts it did nothing to, `conflict`.
 */
export const reverseBatch = defineVerb({
  name: 'batch.reverse',
  right: 'batch.request',
  fresh: true,
  input: z.object({
    id: entityId,
    version: seenVersion,
    reason: decisionReason,
    ids: z
      .array(entityId)
      .min(1)
      .max(BATCH_IDS)
      .optional()
      .meta({ description: 'Only these accounts; all of them without it.' }),
  }),
  async run({ id, version, reason, ids }, work): Promise<BatchDone & { reverses: string }> {
    const { tx, now, actor, newId, audit } = work;
    const batch = await lockSeen<BatchRow>(tx, 'batch', { key: id, id, seen: version, now });
    const status = moved(batch, 'reverse');
    if (batch.kind === 'reinstate')
      throw new RetortError(
        'precondition',
        'This batch let accounts act again: ban them in a new batch instead.',
      );
    await requireDone(batch, ids, work);
    const by = describeActor(actor);
    const scope: ReversalScope = { reverses: id, ids: ids ?? null };
    const reversal = {
      kind: 'reinstate' as const,
      campaign_id: batch.campaign_id,
      reason,
      requested_by_kind: actor.kind,
      requested_by_id: by.id,
      requested_by_name: by.name,
    };
    const reversalId = newId();
    const decisionId = await writeBatchDecision(reversal, work);
    await tx.query(
      `INSERT INTO batch (id, kind, status, campaign_id, scope, cutoff, reason, policy, schedule, drafted_at, requested_at,
                          requested_by_kind, requested_by_id, requested_by_name, decision_id, reverses)
       VALUES ($1, 'reinstate', 'scheduled', $2, $3, $4, $5, $6, '{"mode": "now", "starts_at": null, "ends_at": null}', $4, $4,
               $7, $8, $9, $10, $11)`,
      [
        reversalId,
        batch.campaign_id,
        JSON.stringify(scope),
        now,
        reason,
        batch.policy,
        actor.kind,
        by.id,
        by.name,
        decisionId,
        id,
      ],
    );
    audit({
      entity: 'batch',
      entityId: reversalId,
      before: null,
      after: { status: 'scheduled', version: 1, reverses: id, accounts: ids?.length ?? 'all', reason },
    });
    await changeBatch(work, batch, { status }, { reversed_by: reversalId });
    await enqueue(tx, {
      task: 'freeze-batch',
      payload: { batch_id: reversalId },
      key: `freeze:${reversalId}`,
    });
    return { id: reversalId, status: 'scheduled', version: 1, reverses: id };
  },
});

async function requireDone(
  batch: BatchRow,
  ids: readonly string[] | undefined,
  { tx }: VerbWork,
): Promise<void> {
  if (ids === undefined) {
    const { rowCount } = await tx.query(
      "SELECT 1 FROM batch_account WHERE batch_id = $1 AND result = 'applied' AND reversed_at IS NULL LIMIT 1",
      [batch.id],
    );
    if (!rowCount) throw new RetortError('precondition', 'Nothing of this batch is left to take back.');
    return;
  }
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT id FROM unnest($2::text[]) AS id
      WHERE NOT EXISTS (SELECT 1 FROM batch_account r WHERE r.batch_id = $1 AND r.account_id = id
                           AND r.result = 'applied' AND r.reversed_at IS NULL)
      ORDER BY 1 LIMIT ${NAMED}`,
    [batch.id, ids],
  );
  if (rows.length === 0) return;
  const message = `This batch did nothing to ${rows.map((row) => row.id).join(', ')} that could be taken back.`;
  throw new RetortError('invalid', `ids: ${message}`, { issues: [{ path: 'ids', message }] });
}

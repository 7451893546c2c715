import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { type Actor, may } from '@/lib/model/access';
import type { BatchWhole } from '@/lib/model/batch';
import {
  BATCH_ENDS,
  BATCH_REQUESTS,
  type BatchRequest,
  type BatchStatus,
  batchMove,
} from '@/lib/model/batch-moves';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { dueAt } from '@/lib/model/schedule';
import { describeActor } from '@/lib/services/audit/append';
import { defineQuery } from '@/lib/services/verb';
import { type BatchRow, batchItemOf } from './row';
import { secondPersonFault } from './second-person';

type Row = BatchRow & {
  title: string | null;
  key_made_by: string | null;
  left_out: number;
  reversed: number;
  takable: boolean;
  next_turn: number | null;
};

/** Everything about a batch but its accounts, with what the one who asks may do with it now. RetortError `not_found`. */
export const getBatch = defineQuery({
  name: 'batch.get',
  right: 'read',
  input: z.object({ id: entityId }),
  run: async ({ id }, actor, now): Promise<BatchWhole> => {
    const pool = getPool();
    const [batches, orders, reversals] = await Promise.all([
      pool.query<Row>(
        `SELECT b.*, c.title, k.created_by AS key_made_by, n.left_out, n.reversed, n.takable, n.next_turn
           FROM batch b LEFT JOIN campaign c ON c.id = b.campaign_id LEFT JOIN api_key k ON k.id = b.requested_by_id
           CROSS JOIN LATERAL (
             SELECT (count(*) FILTER (WHERE result = 'left_out'))::int AS left_out,
                    (count(*) FILTER (WHERE reversed_at IS NOT NULL))::int AS reversed,
                    coalesce(bool_or(result = 'applied' AND reversed_at IS NULL), false) AS takable,
                    min(turn) FILTER (WHERE result = 'pending') AS next_turn
               FROM batch_account r WHERE r.batch_id = b.id) n
          WHERE b.id = $1`,
        [id],
      ),
      pool.query<{ value: string; accounts: number }>(
        'SELECT status AS value, count(*)::int AS accounts FROM enforcement_order WHERE batch_id = $1 GROUP BY 1 ORDER BY 1',
        [id],
      ),
      pool.query<{ id: string; status: BatchStatus; total: number; drafted_at: Date }>(
        'SELECT id, status, total, drafted_at FROM batch WHERE reverses = $1 ORDER BY drafted_at, id',
        [id],
      ),
    ]);
    const row = batches.rows[0];
    if (!row) throw new RetortError('not_found', `There is no batch ${id}.`, { entity: 'batch', id });
    const goesOn = row.schedule !== null && !BATCH_ENDS.includes(row.status) && row.status !== 'waiting';
    const next = goesOn && row.schedule && row.next_turn !== null ? dueAt(row.schedule, row.next_turn) : null;
    return {
      ...batchItemOf(row),
      scope: row.scope,
      cutoff: row.cutoff.toISOString(),
      frozen_at: row.frozen_at?.toISOString() ?? null,
      trouble: row.trouble,
      preview: row.preview,
      evidence: row.evidence,
      decision_id: row.decision_id,
      left_out: row.left_out,
      reversed: row.reversed,
      next_due_at: next === null ? null : new Date(next).toISOString(),
      orders: orders.rows,
      reversals: reversals.rows.map(({ drafted_at, ...rest }) => ({ ...rest, at: drafted_at.toISOString() })),
      acts: Object.fromEntries(
        BATCH_REQUESTS.map((request) => [request, faultOf(request, row, actor, now)]),
      ) as BatchWhole['acts'],
    };
  },
});

/** Why the actor cannot do this with the batch now, or null. The verbs decide it again. */
function faultOf(request: BatchRequest, batch: Row, actor: Actor, now: Date): string | null {
  const second = request === 'approve' || request === 'decline';
  if (!may(actor, second ? 'batch.approve' : 'batch.request'))
    return second ? 'Only leads and administrators do this.' : 'You may look at batches only.';
  const move = batchMove(batch.status, request);
  if ('refused' in move) return move.refused;
  if (second) {
    const fault = secondPersonFault(batch, actor, batch.key_made_by);
    if (fault) return fault;
  }
  const expired = batch.expires_at !== null && batch.expires_at <= now;
  if (expired && (request === 'approve' || request === 'submit')) return 'It has expired.';
  switch (request) {
    case 'submit':
      if (batch.trouble) return batch.trouble;
      if (batch.frozen_at === null) return 'Its accounts are still being written down.';
      return actor.kind === 'system' || describeActor(actor).id === batch.requested_by_id
        ? null
        : `${batch.requested_by_name} drafted it: only they can submit it.`;
    case 'retry':
      return batch.failed > 0 ? null : 'No account of it failed.';
    case 'reverse':
      if (batch.kind === 'reinstate') return 'It let accounts act again.';
      return batch.takable ? null : 'Nothing of it is left to take back.';
    default:
      return null;
  }
}

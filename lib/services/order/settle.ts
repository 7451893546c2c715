import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { DELIVERY_STATUSES, MOST_ORDERS } from '@/lib/model/target';
import { noTarget } from '@/lib/services/target/lock';
import { defineVerb } from '@/lib/services/verb';
import { holdOrders, summarize } from './summarize';

const outcome = z
  .object({
    id: entityId,
    status: z.enum(DELIVERY_STATUSES),
    error: z.string().max(1_000).nullable(),
    /** Whether something was sent. */
    attempted: z.boolean(),
    at: z.date(),
    /** When a pending one is tried again. */
    due_at: z.date().optional(),
  })
  .refine((o) => o.status === 'delivered' || o.error !== null, 'Say why it is not delivered.')
  .refine((o) => o.status !== 'pending' || o.due_at !== undefined, 'Say when it is tried again.');

export type Outcome = z.input<typeof outcome>;

/**
 * Keeps what became of orders at one target, and how the target does: delivered, dead, overtaken by a newer order, not for this kind
 * of target, or still pending with the reason and the time of the next attempt. What is no longer pending there stays as it is.
 * Answers whether the target still stands as it was. One audit entry says how many; those that were given up have one each. For the worker.
 */
export const settleOrders = defineVerb({
  name: 'order.settle',
  right: 'order.settle',
  input: z.object({
    target_id: entityId,
    /** The version that the target had when these were sent: how one does that was changed since says nothing of it now. */
    version: seenVersion,
    outcomes: z.array(outcome).max(MOST_ORDERS),
    failures: z.number().int().min(0),
    held_until: z.date().nullable(),
    held_why: z.string().max(1_000).nullable(),
    next_send_at: z.date().nullable(),
  }),
  async run({ target_id, version, outcomes, ...health }, { tx, audit }) {
    const ids = outcomes.map(({ id }) => id);
    await holdOrders(tx, ids);
    const { rows } = await tx.query<{
      id: string;
      status: string;
      attempts: number;
      last_error: string | null;
    }>(
      // The status is asked for so that rows are found by their order and not among everything that waits.
      `UPDATE order_delivery d
          SET status = r.status, last_error = r.error, attempts = d.attempts + r.attempted,
              last_attempt_at = CASE WHEN r.attempted = 1 THEN r.at ELSE d.last_attempt_at END,
              due_at = coalesce(r.due_at, d.due_at), settled_at = CASE WHEN r.status <> 'pending' THEN r.at END
         FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::timestamptz[], $7::timestamptz[])
                r (id, status, error, attempted, at, due_at)
        WHERE d.target_id = $1 AND d.order_id = r.id AND d.status || '' = 'pending'
        RETURNING d.order_id AS id, d.status, d.attempts, d.last_error`,
      [
        target_id,
        ids,
        outcomes.map(({ status }) => status),
        outcomes.map(({ error }) => error),
        outcomes.map(({ attempted }) => (attempted ? 1 : 0)),
        outcomes.map(({ at }) => at),
        outcomes.map(({ due_at }) => due_at ?? null),
      ],
    );
    await summarize(tx, ids);
    const taken = outcomes.filter(({ status }) => status === 'delivered').map(({ at }) => at.getTime());
    const target = await tx.query<{ stands: boolean }>(
      `UPDATE target SET failures = CASE WHEN version = $7 THEN $2 ELSE failures END,
              held_until = CASE WHEN version = $7 THEN $3 ELSE held_until END,
              held_why = CASE WHEN version = $7 THEN $4 ELSE held_why END,
              next_send_at = $5, last_taken_at = greatest(last_taken_at, $6)
        WHERE id = $1 RETURNING version = $7 AND paused_at IS NULL AND removed_at IS NULL AS stands`,
      [
        target_id,
        health.failures,
        health.held_until,
        health.held_why,
        health.next_send_at,
        taken.length > 0 ? new Date(Math.max(...taken)) : null,
        version,
      ],
    );
    const [row] = target.rows;
    if (!row) throw noTarget(target_id);
    const counts: Record<string, number> = {};
    for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
    audit({
      entity: 'target',
      entityId: target_id,
      after: {
        ...counts,
        held_until: health.held_until?.toISOString(),
        held_why: health.held_why ?? undefined,
      },
    });
    for (const { id, status, attempts, last_error } of rows) {
      if (status !== 'dead') continue;
      audit({
        entity: 'order',
        entityId: id,
        before: { status: 'pending' },
        after: { status, attempts, error: last_error, target: target_id },
      });
    }
    return { settled: rows.length, stands: row.stands };
  },
});

import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Says that work on the demonstration world is done, or why not. For the worker. RetortError `precondition` when it no longer waits. */
export const settleDemo = defineVerb({
  name: 'demo.settle',
  right: 'demo.apply',
  input: z.object({ id: entityId, trouble: z.string().min(1).max(1_000).nullable() }),
  async run({ id, trouble }, { tx, now, audit }): Promise<{ id: string }> {
    const { rows } = await tx.query<{ kind: string }>(
      "UPDATE demo_task SET status = $2, trouble = $3, finished_at = $4 WHERE id = $1 AND status = 'waiting' RETURNING kind",
      [id, trouble === null ? 'done' : 'failed', trouble, now],
    );
    if (!rows[0]) throw new RetortError('precondition', 'This work is not waiting any more.');
    audit({
      entity: 'demo',
      entityId: id,
      after: { kind: rows[0].kind, status: trouble === null ? 'done' : 'failed', trouble },
    });
    return { id };
  },
});

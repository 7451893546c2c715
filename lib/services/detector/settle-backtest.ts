import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { backtestPart } from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/**
 * Writes down what came of a back-test, whole, or why nothing did. For the worker. RetortError `precondition` when it no longer waits:
 * somebody cancelled it, or another worker was first.
 */
export const settleBacktest = defineVerb({
  name: 'detector.settle_backtest',
  right: 'detector.judge',
  input: z.object({
    id: entityId,
    outcome: z.union([
      z.object({ parts: z.array(backtestPart).min(1).max(5) }),
      z.object({ trouble: z.string().min(1).max(1_000) }),
    ]),
  }),
  async run({ id, outcome }, { tx, now, audit }) {
    const parts = 'parts' in outcome ? outcome.parts : null;
    const trouble = 'trouble' in outcome ? outcome.trouble : null;
    const { rows } = await tx.query<{ version_id: string }>(
      `UPDATE detector_backtest SET status = $2, result = $3, trouble = $4, finished_at = $5
        WHERE id = $1 AND status = 'waiting' RETURNING version_id`,
      [id, parts ? 'done' : 'failed', parts && JSON.stringify(parts), trouble, now],
    );
    const asked = rows[0];
    if (!asked) throw new RetortError('precondition', 'This back-test is not waiting any more.');
    audit({
      entity: 'detector',
      entityId: asked.version_id,
      after: {
        backtest_id: id,
        status: parts ? 'done' : 'failed',
        ...(trouble ? { trouble } : {}),
        ...(parts ? { campaigns: parts.map(({ at, comparison }) => ({ at, ...comparison.campaigns })) } : {}),
      },
    });
    return { id };
  },
});

import { detectorId } from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Ends the back-test of a version that waits or is under way: the worker stops at its next step. RetortError `precondition` when there is none. */
export const cancelBacktest = defineVerb({
  name: 'detector.cancel_backtest',
  right: 'detector.manage',
  input: detectorId,
  async run({ id }, { tx, now, audit }): Promise<{ id: string; status: 'cancelled' }> {
    const { rows } = await tx.query<{ id: string }>(
      `UPDATE detector_backtest SET status = 'cancelled', finished_at = $2
        WHERE version_id = $1 AND status = 'waiting' RETURNING id`,
      [id, now],
    );
    const backtest = rows[0];
    if (!backtest) throw new RetortError('precondition', 'No back-test of this version is under way.');
    audit({ entity: 'detector', entityId: id, after: { backtest_id: backtest.id, status: 'cancelled' } });
    return { id: backtest.id, status: 'cancelled' };
  },
});

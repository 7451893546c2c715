import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Says why a case file could not be written. For the worker. RetortError `precondition` when it no longer waits. */
export const failCase = defineVerb({
  name: 'case.fail',
  right: 'case.write',
  input: z.object({ id: entityId, why: z.string().min(1).max(1_000) }),
  async run({ id, why }, { tx, now, audit }) {
    const { rowCount } = await tx.query(
      "UPDATE case_file SET status = 'failed', trouble = $2, finished_at = $3 WHERE id = $1 AND status = 'waiting'",
      [id, why, now],
    );
    if (!rowCount) throw new RetortError('precondition', 'This case file is not waiting to be written.');
    await tx.query('DELETE FROM case_file_piece WHERE case_file_id = $1', [id]);
    audit({ entity: 'case_file', entityId: id, after: { status: 'failed', why } });
    return { id };
  },
});

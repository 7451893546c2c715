import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { KEPT_DAYS } from './row';

/** Says that the pieces of a case file are all written. For the worker. RetortError `precondition` when it no longer waits. */
export const finishCase = defineVerb({
  name: 'case.finish',
  right: 'case.write',
  input: z.object({
    id: entityId,
    size: z.number().int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    cutoff: z.iso.datetime(),
  }),
  async run({ id, size, sha256, cutoff }, { tx, now, audit }) {
    const { rowCount } = await tx.query(
      `UPDATE case_file SET status = 'done', progress = 1, size = $2, sha256 = $3, cutoff = $4, finished_at = $5,
              expires_at = $5::timestamptz + make_interval(days => ${KEPT_DAYS})
        WHERE id = $1 AND status = 'waiting'`,
      [id, size, sha256, cutoff, now],
    );
    if (!rowCount) throw new RetortError('precondition', 'This case file is not waiting to be written.');
    audit({ entity: 'case_file', entityId: id, after: { status: 'done', size, sha256, cutoff } });
    return { id };
  },
});

import { z } from 'zod';
import type { Tlp } from '@/lib/model/case-words';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { requireToldAsWide } from '@/lib/services/share/told';
import { defineVerb } from '@/lib/services/verb';
import { KEPT_DAYS } from './row';

/**
 * Says that the pieces of a case file are all written: from then on it can be fetched. For the worker. RetortError `precondition` when it
 * no longer waits, and when what its campaign rests on was told to a narrower circle since it was asked for.
 */
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
    const { rows } = await tx.query<{ campaign_id: string; tlp: Tlp }>(
      `UPDATE case_file SET status = 'done', progress = 1, size = $2, sha256 = $3, cutoff = $4, finished_at = $5,
              expires_at = $5::timestamptz + make_interval(days => ${KEPT_DAYS})
        WHERE id = $1 AND status = 'waiting' RETURNING campaign_id, tlp`,
      [id, size, sha256, cutoff, now],
    );
    const file = rows[0];
    if (!file) throw new RetortError('precondition', 'This case file is not waiting to be written.');
    await requireToldAsWide(tx, file.campaign_id, file.tlp);
    audit({ entity: 'case_file', entityId: id, after: { status: 'done', size, sha256, cutoff } });
    return { id };
  },
});

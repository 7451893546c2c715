import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import type { IntelSource } from '@/lib/model/intel';
import { defineVerb } from '@/lib/services/verb';
import { askToPoll } from './ask';
import { lockSource, type SourceRow, sourceFacts, sourceView } from './row';

/** Goes on with a source that was paused, or whose polls failed: it is polled at once. */
export const resumeIntelSource = defineVerb({
  name: 'intel.resume_source',
  right: 'intel.manage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, { tx, now, audit }): Promise<IntelSource> {
    const before = await lockSource(tx, { id, seen: version, now });
    const { rows } = await tx.query<SourceRow>(
      `UPDATE intel_source SET paused_at = NULL, failures = 0, last_error = NULL,
              next_poll_at = CASE WHEN kind = 'taxii' THEN $2::timestamptz END, version = version + 1 WHERE id = $1 RETURNING *`,
      [id, now],
    );
    const row = rows[0] as SourceRow;
    if (row.kind === 'taxii') await askToPoll(tx, id);
    audit({ entity: 'intel_source', entityId: id, before: sourceFacts(before), after: sourceFacts(row) });
    return sourceView(row);
  },
});

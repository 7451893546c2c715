import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import type { IntelSource } from '@/lib/model/intel';
import { defineVerb } from '@/lib/services/verb';
import { lockSource, type SourceRow, sourceFacts, sourceView } from './row';

/** Stops polling a collection, or taking bundles of a name. What was received still counts. */
export const pauseIntelSource = defineVerb({
  name: 'intel.pause_source',
  right: 'intel.manage',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, { tx, now, audit }): Promise<IntelSource> {
    const before = await lockSource(tx, { id, seen: version, now });
    if (before.paused_at) throw new RetortError('precondition', 'This source is paused already.');
    const { rows } = await tx.query<SourceRow>(
      'UPDATE intel_source SET paused_at = $2, version = version + 1 WHERE id = $1 RETURNING *',
      [id, now],
    );
    const row = rows[0] as SourceRow;
    audit({ entity: 'intel_source', entityId: id, before: sourceFacts(before), after: sourceFacts(row) });
    return sourceView(row);
  },
});

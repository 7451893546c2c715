import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { lockSource, sourceFacts } from './row';

/** Takes a source away, with its secret: what it shared stays on record and no longer counts. */
export const removeIntelSource = defineVerb({
  name: 'intel.remove_source',
  right: 'intel.manage',
  fresh: true,
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, { tx, now, audit }) {
    const before = await lockSource(tx, { id, seen: version, now });
    await tx.query(
      'UPDATE intel_source SET removed_at = $2, secret = NULL, next_poll_at = NULL, version = version + 1 WHERE id = $1',
      [id, now],
    );
    const { rowCount } = await tx.query("DELETE FROM shared_indicator WHERE source = $1 AND stix_id <> ''", [
      before.name,
    ]);
    audit({
      entity: 'intel_source',
      entityId: id,
      before: sourceFacts(before),
      after: { removed: true, no_longer_looked_for: rowCount ?? 0 },
    });
    return { id, removed_at: now.toISOString() };
  },
});

import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { requireOwner, type ViewState } from './state';

/** Shows one's view to everybody, or to nobody else any more. RetortError `not_found`, `conflict`, `forbidden`. */
export const shareView = defineVerb({
  name: 'view.share',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion, shared: z.boolean() }),
  async run({ id, version: seen, shared }, { tx, now, actor, audit }) {
    const before = await lockSeen<ViewState>(tx, 'view', { key: id, id, seen, now });
    requireOwner(before, actor, true);
    const version = before.version + 1;
    await tx.query('UPDATE saved_view SET shared = $2, version = $3 WHERE id = $1', [id, shared, version]);
    audit({
      entity: 'view',
      entityId: id,
      before: { shared: before.shared, version: before.version },
      after: { shared, version },
    });
    return { id, shared, version };
  },
});

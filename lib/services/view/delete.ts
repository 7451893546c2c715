import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { requireOwner, type ViewState } from './state';

/** Deletes one's view; the audit log keeps what it was. RetortError `not_found`, `conflict`, `forbidden`. */
export const deleteView = defineVerb({
  name: 'view.delete',
  right: 'read',
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version: seen }, { tx, now, actor, audit }) {
    const before = await lockSeen<ViewState>(tx, 'view', { key: id, id, seen, now });
    requireOwner(before, actor, true);
    await tx.query('DELETE FROM saved_view WHERE id = $1', [id]);
    const { name, page, query, shared, owner_id } = before;
    audit({ entity: 'view', entityId: id, before: { name, page, query, shared, owner_id }, after: null });
    return { id };
  },
});

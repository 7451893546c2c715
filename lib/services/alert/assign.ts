import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { requireEnabledUser } from '@/lib/services/user/require-enabled';
import { defineVerb } from '@/lib/services/verb';
import { changeAlert, lockOpen } from './change';

/** Gives an open alert to a person to see to, or to nobody (`assignee_id` null). RetortError `not_found`, `conflict`, `precondition`, `invalid`. */
export const assignAlert = defineVerb({
  name: 'alert.assign',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion, assignee_id: entityId.nullable() }),
  async run({ id, version: seen, assignee_id }, work) {
    const before = await lockOpen(work, id, seen);
    const assignee = assignee_id === null ? null : await requireEnabledUser(work.tx, assignee_id);
    return { id, assignee, version: await changeAlert(work, before, { assignee_id }) };
  },
});

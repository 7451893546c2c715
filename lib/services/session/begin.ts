import { z } from 'zod';
import { SIGN_IN_METHODS } from '@/lib/model/access';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Notes that somebody signed in, by what and from where, and that they were seen. The sign-in library made the session. */
export const beginSession = defineVerb({
  name: 'session.begin',
  right: 'self.secure',
  input: z.object({
    id: entityId,
    method: z.enum(SIGN_IN_METHODS),
    address: z.string().max(100).nullable(),
  }),
  async run({ id, method, address }, { tx, actor, now, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person signs in.');
    const { rowCount } = await tx.query(
      'UPDATE auth_session SET seen_at = $2 WHERE id = $1 AND user_id = $3',
      [id, now, actor.id],
    );
    if (!rowCount) throw new RetortError('not_found', 'There is no such session.', { entity: 'session', id });
    audit({
      entity: 'user',
      entityId: actor.id,
      after: { signed_in_by: method, from: address, session: id },
    });
    return { id };
  },
});

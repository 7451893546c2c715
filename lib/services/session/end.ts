import { z } from 'zod';
import { may } from '@/lib/model/access';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Ends a session at once: one's own, or with the right to manage people and a fresh sign-in anybody's. */
export const endSession = defineVerb({
  name: 'session.end',
  right: 'self.secure',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, actor, audit, requireFresh }) {
    const own = (userId: string) => actor.kind === 'person' && actor.id === userId;
    const { rows } = await tx.query<{ user_id: string; email: string }>(
      'SELECT s.user_id, u.email FROM auth_session s JOIN auth_user u ON u.id = s.user_id WHERE s.id = $1 FOR UPDATE OF s',
      [id],
    );
    const session = rows[0];
    // Whoever may not see it is told no more than that it is not there.
    if (!session || !(own(session.user_id) || may(actor, 'user.manage')))
      throw new RetortError('not_found', 'There is no such session: it may have ended already.', {
        entity: 'session',
        id,
      });
    if (!own(session.user_id)) requireFresh();
    await tx.query('DELETE FROM auth_session WHERE id = $1', [id]);
    audit({ entity: 'user', entityId: session.user_id, after: { session_ended: id } });
    return { id, user_id: session.user_id };
  },
});

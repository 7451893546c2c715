import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { endSessions, lockUser, requireAnotherAdmin, userRef } from './administer';

/** Takes away a person's sign-in and ends their sessions. Their decisions keep their name. */
export const disableUser = defineVerb({
  name: 'user.disable',
  right: 'user.manage',
  fresh: true,
  input: userRef,
  async run(ref, { tx, now, audit }) {
    const user = await lockUser(tx, ref);
    if (user.banned) throw new RetortError('precondition', `${user.email} is disabled already.`);
    await requireAnotherAdmin(tx, user);
    await tx.query('UPDATE auth_user SET banned = true, updated_at = $2 WHERE id = $1', [user.id, now]);
    const sessions = await endSessions(tx, user.id);
    audit({
      entity: 'user',
      entityId: user.id,
      before: { disabled: false },
      after: { disabled: true, sessions_ended: sessions },
    });
    return { id: user.id, email: user.email, disabled: true };
  },
});

import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { endSessions, lockUser, userRef } from './administer';

/** Takes the second factor off somebody who lost it, and ends their sessions. */
export const clearTwoFactor = defineVerb({
  name: 'user.clear_two_factor',
  right: 'user.manage',
  fresh: true,
  input: userRef,
  async run(ref, { tx, now, audit }) {
    const user = await lockUser(tx, ref);
    const { rowCount } = await tx.query('DELETE FROM auth_two_factor WHERE user_id = $1', [user.id]);
    if (!rowCount) throw new RetortError('precondition', `${user.email} has no second factor.`);
    await tx.query('UPDATE auth_user SET two_factor_enabled = false, updated_at = $2 WHERE id = $1', [
      user.id,
      now,
    ]);
    const sessions = await endSessions(tx, user.id);
    audit({
      entity: 'user',
      entityId: user.id,
      before: { two_factor: true },
      after: { two_factor: false, sessions_ended: sessions },
    });
    return { id: user.id, email: user.email, two_factor: false };
  },
});

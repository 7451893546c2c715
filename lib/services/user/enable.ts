import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { lockUser, userRef } from './administer';

/** Gives a disabled person their sign-in back. */
export const enableUser = defineVerb({
  name: 'user.enable',
  right: 'user.manage',
  input: userRef,
  async run(ref, { tx, now, audit }) {
    const user = await lockUser(tx, ref);
    if (!user.banned) throw new RetortError('precondition', `${user.email} can sign in already.`);
    await tx.query('UPDATE auth_user SET banned = false, updated_at = $2 WHERE id = $1', [user.id, now]);
    audit({ entity: 'user', entityId: user.id, before: { disabled: true }, after: { disabled: false } });
    return { id: user.id, email: user.email, disabled: false };
  },
});

import { defineVerb } from '@/lib/services/verb';
import { endSessions, lockUser, userRef } from './administer';
import { oneTimePassword } from './one-time-password';
import { writePassword } from './password';

/** Gives a person a new one-time password, shown once, and ends their sessions. */
export const resetPassword = defineVerb({
  name: 'user.reset_password',
  right: 'user.manage',
  fresh: true,
  input: userRef,
  async run(ref, work) {
    const { tx, audit } = work;
    const user = await lockUser(tx, ref);
    const password = oneTimePassword();
    await writePassword(work, user.id, password);
    const sessions = await endSessions(tx, user.id);
    audit({ entity: 'user', entityId: user.id, after: { password: 'reset', sessions_ended: sessions } });
    return { id: user.id, email: user.email, password };
  },
});

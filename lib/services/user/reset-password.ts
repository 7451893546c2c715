import { hashPassword } from 'better-auth/crypto';
import { defineVerb } from '@/lib/services/verb';
import { endSessions, lockUser, userRef } from './administer';
import { oneTimePassword } from './one-time-password';

/** Gives a person a new one-time password, shown once, and ends their sessions. */
export const resetPassword = defineVerb({
  name: 'user.reset_password',
  right: 'user.manage',
  input: userRef,
  async run(ref, { tx, now, newId, audit }) {
    const user = await lockUser(tx, ref);
    const password = oneTimePassword();
    const hash = await hashPassword(password);
    const { rowCount } = await tx.query(
      "UPDATE auth_account SET password = $2, updated_at = $3 WHERE user_id = $1 AND provider_id = 'credential'",
      [user.id, hash, now],
    );
    if (!rowCount) {
      await tx.query(
        `INSERT INTO auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
         VALUES ($1, $2, 'credential', $2, $3, $4, $4)`,
        [newId(), user.id, hash, now],
      );
    }
    const sessions = await endSessions(tx, user.id);
    audit({ entity: 'user', entityId: user.id, after: { password: 'reset', sessions_ended: sessions } });
    return { id: user.id, email: user.email, password };
  },
});

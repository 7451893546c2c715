import { RetortError } from '@/lib/model/errors';
import { personKey } from '@/lib/services/session/failures';
import { defineVerb } from '@/lib/services/verb';
import { lockUser, userRef } from './administer';

/** Lets somebody try again at once who failed to sign in too often. */
export const unlockUser = defineVerb({
  name: 'user.unlock',
  right: 'user.manage',
  input: userRef,
  async run(ref, { tx, audit }) {
    const user = await lockUser(tx, ref);
    const tries = await tx.query('DELETE FROM sign_in_failure WHERE key = $1', [personKey(user.email)]);
    const codes = await tx.query(
      `UPDATE auth_two_factor SET failed_verification_count = 0, locked_until = NULL
        WHERE user_id = $1 AND (failed_verification_count > 0 OR locked_until IS NOT NULL)`,
      [user.id],
    );
    if (!tries.rowCount && !codes.rowCount)
      throw new RetortError('precondition', `${user.email} can try already.`);
    audit({ entity: 'user', entityId: user.id, before: { locked: true }, after: { locked: false } });
    return { id: user.id, email: user.email, locked: false };
  },
});

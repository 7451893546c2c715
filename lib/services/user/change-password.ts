import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { newPassword, requirePassword, writePassword } from './password';

/**
 * Changes one's own password and ends one's other sessions. RetortError `invalid` when the old one is wrong; the caller
 * has counted the attempt with beginProof.
 */
export const changePassword = defineVerb({
  name: 'user.change_password',
  right: 'self.secure',
  input: z.object({ current: z.string().min(1).max(200), password: newPassword }),
  async run({ current, password }, work) {
    const { tx, actor, audit } = work;
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person has a password.');
    await tx.query('SELECT 1 FROM auth_user WHERE id = $1 FOR UPDATE', [actor.id]);
    await requirePassword(tx, actor.id, current);
    if (current === password) throw new RetortError('invalid', 'password: this is the one you have.');
    await writePassword(work, actor.id, password);
    const { rowCount } = await tx.query('DELETE FROM auth_session WHERE user_id = $1 AND id <> $2', [
      actor.id,
      actor.session?.id ?? '',
    ]);
    const ended = rowCount ?? 0;
    audit({ entity: 'user', entityId: actor.id, after: { password: 'changed', sessions_ended: ended } });
    return { sessions_ended: ended };
  },
});

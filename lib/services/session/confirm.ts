import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { requirePassword } from '@/lib/services/user/password';
import { takeCode } from '@/lib/services/user/second-factor';
import { defineVerb } from '@/lib/services/verb';

/**
 * Proves again who acts, by password or by a code of the second factor, so that dangerous acts are open for a while.
 * Whoever has a second factor proves it by a code. RetortError `invalid` when it is wrong; the caller has counted the
 * attempt with beginProof.
 */
export const confirmSession = defineVerb({
  name: 'session.confirm',
  right: 'self.secure',
  input: z
    .object({ password: z.string().min(1).max(200).optional(), code: z.string().min(1).max(20).optional() })
    .refine(({ password, code }) => (password === undefined) !== (code === undefined), {
      message: 'Give either the password or a code.',
    }),
  async run({ password, code }, { tx, actor, now, audit }) {
    if (actor.kind !== 'person' || !actor.session)
      throw new RetortError('forbidden', 'Only a person who is signed in can confirm that it is them.');
    const { rows } = await tx.query<{ two_factor_enabled: boolean }>(
      'SELECT two_factor_enabled FROM auth_user WHERE id = $1 FOR UPDATE',
      [actor.id],
    );
    const enabled = rows[0]?.two_factor_enabled ?? false;
    if (code !== undefined) {
      if (!enabled || !(await takeCode(tx, { userId: actor.id, code, now })))
        throw new RetortError(
          'invalid',
          'This code is wrong, too old, or was used already. Take the next one.',
        );
    } else {
      if (enabled) throw new RetortError('invalid', 'Give a code of your authenticator app.');
      await requirePassword(tx, actor.id, password ?? '');
    }
    await tx.query('UPDATE auth_session SET fresh_at = $2 WHERE id = $1 AND user_id = $3', [
      actor.session.id,
      now,
      actor.id,
    ]);
    const how = code === undefined ? 'password' : 'two_factor';
    audit({ entity: 'user', entityId: actor.id, after: { confirmed_by: how } });
    return { fresh: true };
  },
});

import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { takeCode } from './second-factor';

/**
 * Shows by a first code that the authenticator app works; from then on every sign-in asks for one. One's other sessions,
 * which were had without, end.
 */
export const confirmTwoFactor = defineVerb({
  name: 'user.confirm_two_factor',
  right: 'self.secure',
  input: z.object({ code: z.string().min(1).max(20) }),
  async run({ code }, { tx, actor, now, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person has a second factor.');
    const { rows } = await tx.query<{ verified: boolean }>(
      'SELECT verified FROM auth_two_factor WHERE user_id = $1 FOR UPDATE',
      [actor.id],
    );
    if (!rows[0]) throw new RetortError('precondition', 'Begin with adding Retort to your app.');
    if (rows[0].verified) throw new RetortError('precondition', 'You have a second factor already.');
    if (!(await takeCode(tx, { userId: actor.id, code, now, verified: false })))
      throw new RetortError('invalid', 'This code is wrong or too old. Type the one that the app shows now.');
    await tx.query(
      'UPDATE auth_two_factor SET verified = true, failed_verification_count = 0, locked_until = NULL WHERE user_id = $1',
      [actor.id],
    );
    await tx.query('UPDATE auth_user SET two_factor_enabled = true, updated_at = $2 WHERE id = $1', [
      actor.id,
      now,
    ]);
    const here = actor.session?.id ?? '';
    await tx.query("UPDATE auth_session SET method = 'two_factor', fresh_at = $2 WHERE id = $1", [here, now]);
    const { rowCount } = await tx.query('DELETE FROM auth_session WHERE user_id = $1 AND id <> $2', [
      actor.id,
      here,
    ]);
    audit({
      entity: 'user',
      entityId: actor.id,
      before: { two_factor: false },
      after: { two_factor: true, sessions_ended: rowCount ?? 0 },
    });
    return { enabled: true };
  },
});

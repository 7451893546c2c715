import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Gives up one's own second factor, where none is required. */
export const endTwoFactor = defineVerb({
  name: 'user.end_two_factor',
  right: 'self.secure',
  fresh: true,
  input: z.object({}),
  async run(_, { tx, actor, now, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person has a second factor.');
    const { rowCount } = await tx.query('DELETE FROM auth_two_factor WHERE user_id = $1', [actor.id]);
    if (!rowCount) throw new RetortError('precondition', 'You have no second factor.');
    await tx.query('UPDATE auth_user SET two_factor_enabled = false, updated_at = $2 WHERE id = $1', [
      actor.id,
      now,
    ]);
    audit({
      entity: 'user',
      entityId: actor.id,
      before: { two_factor: true },
      after: { two_factor: false },
    });
    return { enabled: false };
  },
});

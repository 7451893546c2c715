import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Ends every session of one's own but the one that asks. */
export const endOtherSessions = defineVerb({
  name: 'session.end_others',
  right: 'self.secure',
  input: z.object({}),
  async run(_, { tx, actor, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person has sessions.');
    const { rowCount } = await tx.query('DELETE FROM auth_session WHERE user_id = $1 AND id <> $2', [
      actor.id,
      actor.session?.id ?? '',
    ]);
    const ended = rowCount ?? 0;
    audit({ entity: 'user', entityId: actor.id, after: { sessions_ended: ended } });
    return { ended };
  },
});

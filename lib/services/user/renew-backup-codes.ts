import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { newBackupCodes, seal } from './second-factor';

/** Makes ten new backup codes for oneself, shown once; the old ones stop working. */
export const renewBackupCodes = defineVerb({
  name: 'user.renew_backup_codes',
  right: 'self.secure',
  fresh: true,
  input: z.object({}),
  async run(_, { tx, actor, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person has backup codes.');
    const codes = newBackupCodes();
    const { rowCount } = await tx.query(
      'UPDATE auth_two_factor SET backup_codes = $2 WHERE user_id = $1 AND verified',
      [actor.id, await seal(JSON.stringify(codes))],
    );
    if (!rowCount) throw new RetortError('precondition', 'You have no second factor.');
    audit({ entity: 'user', entityId: actor.id, after: { backup_codes: 'renewed' } });
    return { backup_codes: codes };
  },
});

import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { newBackupCodes, newSecret, seal } from './second-factor';
import { base32, totpUri } from './totp';

/**
 * Prepares a second factor for oneself. The answer holds, this once, what an authenticator app reads and the backup
 * codes. It counts only after {@link confirmTwoFactor}.
 */
export const beginTwoFactor = defineVerb({
  name: 'user.begin_two_factor',
  right: 'self.secure',
  fresh: true,
  input: z.object({}),
  async run(_, { tx, actor, now, newId, audit }) {
    if (actor.kind !== 'person') throw new RetortError('forbidden', 'Only a person has a second factor.');
    const secret = newSecret();
    const codes = newBackupCodes();
    const { rowCount } = await tx.query(
      `INSERT INTO auth_two_factor AS f (id, user_id, secret, backup_codes, verified, created_at) VALUES ($1, $2, $3, $4, false, $5)
       ON CONFLICT (user_id) DO UPDATE SET secret = $3, backup_codes = $4, last_step = NULL, created_at = $5 WHERE NOT f.verified`,
      [newId(), actor.id, await seal(secret), await seal(JSON.stringify(codes)), now],
    );
    if (!rowCount) throw new RetortError('precondition', 'You have a second factor already.');
    audit({ entity: 'user', entityId: actor.id, after: { two_factor: 'begun' } });
    const bytes = Buffer.from(secret);
    return { uri: totpUri(bytes, actor.email), secret: base32(bytes), backup_codes: codes };
  },
});

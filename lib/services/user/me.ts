import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { readSetting } from '@/lib/services/setting/read';
import { defineQuery } from '@/lib/services/verb';
import { backupCodesLeft } from './second-factor';

/** Oneself: how one signs in, and whether dangerous acts are open at the moment. */
export const aboutMe = defineQuery({
  name: 'user.me',
  right: 'self.secure',
  input: z.object({}),
  async run(_, actor) {
    if (actor.kind !== 'person' || !actor.session)
      throw new RetortError('forbidden', 'Only a person who is signed in may ask this.');
    const { id, email, session } = actor;
    const [password, left, required] = await Promise.all([
      getPool().query(
        "SELECT 1 FROM auth_account WHERE user_id = $1 AND provider_id = 'credential' AND password IS NOT NULL",
        [id],
      ),
      backupCodesLeft(getPool(), id),
      readSetting(getPool(), 'security.require_two_factor'),
    ]);
    return {
      id,
      email,
      fresh: session.fresh,
      method: session.method,
      has_password: (password.rowCount ?? 0) > 0,
      two_factor: left !== null,
      backup_codes_left: left,
      two_factor_required: required,
    };
  },
});

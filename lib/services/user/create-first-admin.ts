import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { insertUser } from './insert';

export const FIRST_ADMIN_EMAIL = 'admin@retort.local';

/** Makes the first administrator. RetortError `precondition` once anybody is there. */
export const addFirstAdmin = defineVerb({
  name: 'user.add_first_admin',
  right: 'user.manage',
  input: z.object({ email: z.email().default(FIRST_ADMIN_EMAIL) }),
  async run({ email }, work) {
    await work.tx.query('LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE');
    const { rowCount } = await work.tx.query('SELECT 1 FROM auth_user LIMIT 1');
    if (rowCount) throw new RetortError('precondition', 'Somebody can sign in already.');
    return insertUser({ email, role: 'admin', name: 'Administrator' }, work);
  },
});

/** For the first start: an administrator with a generated password, or null when there is anybody already. */
export async function createFirstAdmin(): Promise<{ email: string; password: string } | null> {
  const { rowCount } = await getPool().query('SELECT 1 FROM auth_user LIMIT 1');
  if (rowCount) return null;
  try {
    const { email, password } = await addFirstAdmin({}, { actor: { kind: 'system', name: 'Retort' } });
    return { email, password };
  } catch (error) {
    if (error instanceof RetortError && error.code === 'precondition') return null;
    throw error;
  }
}

import type { PoolClient } from 'pg';
import { RetortError } from '@/lib/model/errors';

/** The person with this id, who can sign in. RetortError `invalid` otherwise. */
export async function requireEnabledUser(tx: PoolClient, id: string): Promise<{ id: string; name: string }> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM auth_user WHERE id = $1 AND NOT banned',
    [id],
  );
  const user = rows[0];
  if (!user)
    throw new RetortError('invalid', 'There is no such person, or their sign-in is disabled.', { id });
  return user;
}

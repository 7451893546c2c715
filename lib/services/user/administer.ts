import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Role } from '@/lib/model/access';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { userEmail } from './insert';

/** A person named by id or by e-mail address. */
export const userRef = z.union([z.object({ id: entityId }), z.object({ email: userEmail })]);

export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  banned: boolean;
}

/** The person, locked together with every administrator, so that two of them cannot remove each other at once. */
export async function lockUser(tx: PoolClient, ref: z.output<typeof userRef>): Promise<UserRow> {
  const [column, value] = 'id' in ref ? ['id', ref.id] : ['email', ref.email];
  const { rows } = await tx.query<UserRow>(
    `SELECT id, email, name, role, banned FROM auth_user WHERE ${column} = $1 OR role = 'admin' ORDER BY id FOR UPDATE`,
    [value],
  );
  const user = rows.find((row) => ('id' in ref ? row.id === ref.id : row.email === ref.email));
  if (!user)
    throw new RetortError('not_found', `There is nobody with the ${column} ${value}.`, { entity: 'user' });
  return user;
}

/** Refuses what would leave nobody to administer Retort. Call after {@link lockUser}. */
export async function requireAnotherAdmin(tx: PoolClient, user: UserRow): Promise<void> {
  if (user.role !== 'admin' || user.banned) return;
  const { rowCount } = await tx.query(
    "SELECT 1 FROM auth_user WHERE role = 'admin' AND NOT banned AND id <> $1 LIMIT 1",
    [user.id],
  );
  if (!rowCount) {
    throw new RetortError(
      'precondition',
      `${user.email} is the only administrator: make somebody else one first.`,
    );
  }
}

/** Ends every session of a person at once. */
export async function endSessions(tx: PoolClient, userId: string): Promise<number> {
  const { rowCount } = await tx.query('DELETE FROM auth_session WHERE user_id = $1', [userId]);
  return rowCount ?? 0;
}

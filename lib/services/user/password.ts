import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import type { VerbWork } from '@/lib/services/verb';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** A password that somebody chooses. */
export const newPassword = z
  .string()
  .min(SHORTEST_PASSWORD, `Use at least ${SHORTEST_PASSWORD} characters.`)
  .max(LONGEST_PASSWORD, `Use at most ${LONGEST_PASSWORD} characters.`)
  .refine((text) => new Set(text).size >= 5, 'Use more different characters.');

/** RetortError `invalid` unless this is the person's password. Takes as long for whoever has none. */
export async function requirePassword(tx: PoolClient, userId: string, password: string): Promise<void> {
  const { rows } = await tx.query<{ password: string | null }>(
    "SELECT password FROM auth_account WHERE user_id = $1 AND provider_id = 'credential'",
    [userId],
  );
  const hash = rows[0]?.password;
  const right = hash
    ? await verifyPassword({ hash, password })
    : await hashPassword(password).then(() => false);
  if (!right) throw new RetortError('invalid', 'This is not your password.');
}

/** Writes the password of a person, who may have had none. */
export async function writePassword(
  { tx, now, newId }: Pick<VerbWork, 'tx' | 'now' | 'newId'>,
  userId: string,
  password: string,
): Promise<void> {
  const hash = await hashPassword(password);
  const { rowCount } = await tx.query(
    "UPDATE auth_account SET password = $2, updated_at = $3 WHERE user_id = $1 AND provider_id = 'credential'",
    [userId, hash, now],
  );
  if (rowCount) return;
  await tx.query(
    `INSERT INTO auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES ($1, $2, 'credential', $2, $3, $4, $4)`,
    [newId(), userId, hash, now],
  );
}

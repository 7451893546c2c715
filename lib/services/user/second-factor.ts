import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Pool, PoolClient } from 'pg';
import { authSecret } from '@/lib/db/secret';
import { matchingStep } from './totp';

/** As the two-factor plugin of the sign-in library keeps it: text whose UTF-8 bytes are the shared secret. */
const SECRET_BYTES = 24;
const BACKUP_CODES = 10;
const BACKUP_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

type Queryable = Pool | PoolClient;

interface Row {
  secret: string;
  backup_codes: string;
  verified: boolean;
}

/** A fresh secret for an authenticator app. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Ten codes for whoever lost the app, each good once. */
export function newBackupCodes(): string[] {
  const part = () =>
    Array.from({ length: 5 }, () => BACKUP_ALPHABET[randomInt(BACKUP_ALPHABET.length)]).join('');
  return Array.from({ length: BACKUP_CODES }, () => `${part()}-${part()}`);
}

export const seal = (data: string): Promise<string> => symmetricEncrypt({ key: authSecret(), data });
const unseal = (data: string): Promise<string> => symmetricDecrypt({ key: authSecret(), data });

/**
 * Whether this is a code of the person's app that was not used before; it is used then. `verified`: whether the app has
 * to be one whose codes were seen to work already.
 */
export async function takeCode(
  on: Queryable,
  { userId, code, now, verified = true }: { userId: string; code: string; now: Date; verified?: boolean },
): Promise<boolean> {
  const row = await rowOf(on, userId);
  if (!row || (verified && !row.verified)) return false;
  const step = matchingStep(Buffer.from(await unseal(row.secret)), code, now);
  if (step === null) return false;
  const { rowCount } = await on.query(
    'UPDATE auth_two_factor SET last_step = $2 WHERE user_id = $1 AND (last_step IS NULL OR last_step < $2)',
    [userId, step],
  );
  return rowCount === 1;
}

/** Whether this is a backup code of the person; it is used up then. Call it inside a transaction. */
export async function takeBackupCode(tx: PoolClient, userId: string, code: string): Promise<boolean> {
  const row = await rowOf(tx, userId, 'FOR UPDATE');
  if (!row?.verified) return false;
  const codes = await codesOf(row);
  const given = Buffer.from(code.trim().toLowerCase());
  const left = codes.filter((each) => {
    const one = Buffer.from(each);
    return one.length !== given.length || !timingSafeEqual(one, given);
  });
  if (left.length === codes.length) return false;
  await tx.query('UPDATE auth_two_factor SET backup_codes = $2 WHERE user_id = $1', [
    userId,
    await seal(JSON.stringify(left)),
  ]);
  return true;
}

/** How many backup codes are left; null without a second factor. */
export async function backupCodesLeft(on: Queryable, userId: string): Promise<number | null> {
  const row = await rowOf(on, userId);
  return row?.verified ? (await codesOf(row)).length : null;
}

async function rowOf(on: Queryable, userId: string, lock = ''): Promise<Row | undefined> {
  const { rows } = await on.query<Row>(
    `SELECT secret, backup_codes, verified FROM auth_two_factor WHERE user_id = $1 ${lock}`,
    [userId],
  );
  return rows[0];
}

async function codesOf(row: Row): Promise<string[]> {
  return JSON.parse(await unseal(row.backup_codes)) as string[];
}

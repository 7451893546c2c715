import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Scope } from '@/lib/model/access';
import { hashSecret, KEY_PREFIX } from './authenticate';

/** Characters of the secret that stay visible in lists, so that people can tell keys apart. */
const VISIBLE = KEY_PREFIX.length + 6;

interface NewKey {
  id: string;
  name: string;
  scopes: readonly Scope[];
  expires: Date | null;
  /** The only source that it may send records as; any when left out. */
  source?: string | null;
  /** Who makes it. */
  by: string;
  now: Date;
}

/** Writes a new key down, in the caller's transaction. The secret, 256 random bits, is in the answer and kept nowhere. */
export async function insertKey(
  tx: PoolClient,
  { id, name, scopes, expires, source = null, by, now }: NewKey,
): Promise<{ id: string; key: string; prefix: string }> {
  const key = KEY_PREFIX + randomBytes(32).toString('base64url');
  const prefix = key.slice(0, VISIBLE);
  await tx.query(
    `INSERT INTO api_key (id, name, hash, prefix, scopes, created_by, created_at, expires_at, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, name, hashSecret(key), prefix, scopes, by, now, expires, source],
  );
  return { id, key, prefix };
}

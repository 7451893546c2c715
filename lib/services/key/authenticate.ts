import { createHash } from 'node:crypto';
import { getPool } from '@/lib/db/pool';
import { type Actor, SCOPES, type Scope } from '@/lib/model/access';

/** Every secret begins with this, so that scanners of leaked secrets can know one. */
export const KEY_PREFIX = 'rtk_';

/** What is kept of a secret: its SHA-256 in hex. Secrets are random, so no salt and no slow hash are needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * The actor behind an API key, or null when it is unknown, revoked or expired at `now`.
 * Notes the use at most once a minute.
 */
export async function authenticateKey(secret: string, now: Date = new Date()): Promise<Actor | null> {
  const { rows } = await getPool().query<{ id: string; name: string; scopes: string[]; stale: boolean }>(
    `SELECT id, name, scopes, coalesce(last_used_at < $2::timestamptz - interval '1 minute', true) AS stale
       FROM api_key
      WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
    [hashSecret(secret), now],
  );
  const key = rows[0];
  if (!key) return null;
  if (key.stale) await getPool().query('UPDATE api_key SET last_used_at = $2 WHERE id = $1', [key.id, now]);
  return { kind: 'key', id: key.id, name: key.name, scopes: key.scopes.filter(isScope) };
}

function isScope(scope: string): scope is Scope {
  return (SCOPES as readonly string[]).includes(scope);
}

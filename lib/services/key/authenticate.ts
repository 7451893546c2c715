import { createHash } from 'node:crypto';
import { getPool } from '@/lib/db/pool';
import { type ActingPeer, type Actor, SCOPES, type Scope } from '@/lib/model/access';
import { TLP_MARKINGS, type Tlp } from '@/lib/model/case-words';

/** Every secret begins with this, so that scanners of leaked secrets can know one. */
export const KEY_PREFIX = 'rtk_';

/** What is kept of a secret: its SHA-256 in hex. Secrets are random, so no salt and no slow hash are needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

interface KeyRow {
  id: string;
  name: string;
  scopes: string[];
  stale: boolean;
  peer_id: string | null;
  peer_name: string | null;
  clearance: string | null;
}

/**
 * The actor behind an API key, or null when it is unknown, revoked or expired at `now`, or its peer is disabled.
 * Notes the use at most once a minute.
 */
export async function authenticateKey(secret: string, now: Date = new Date()): Promise<Actor | null> {
  const { rows } = await getPool().query<KeyRow>(
    `SELECT k.id, k.name, k.scopes, coalesce(k.last_used_at < $2::timestamptz - interval '1 minute', true) AS stale,
            p.id AS peer_id, p.name AS peer_name, p.clearance
       FROM api_key k LEFT JOIN peer p ON p.key_id = k.id
      WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) AND p.disabled_at IS NULL`,
    [hashSecret(secret), now],
  );
  const key = rows[0];
  if (!key) return null;
  if (key.stale) await getPool().query('UPDATE api_key SET last_used_at = $2 WHERE id = $1', [key.id, now]);
  const peer = peerOf(key);
  return {
    kind: 'key',
    id: key.id,
    name: key.name,
    // A key for sharing that is no peer's may read nothing: nobody said what it is cleared for.
    scopes: key.scopes.filter(isScope).filter((scope) => scope !== 'share' || peer),
    ...(peer ? { peer } : {}),
  };
}

function peerOf({ peer_id, peer_name, clearance }: KeyRow): ActingPeer | null {
  if (peer_id === null || peer_name === null || !isTlp(clearance)) return null;
  return { id: peer_id, name: peer_name, clearance };
}

function isTlp(text: string | null): text is Tlp {
  return (TLP_MARKINGS as readonly (string | null)[]).includes(text);
}

function isScope(scope: string): scope is Scope {
  return (SCOPES as readonly string[]).includes(scope);
}

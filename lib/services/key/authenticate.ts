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
  source: string | null;
}

/**
 * The actor behind an API key, or null when it is unknown, revoked or expired at `now`, or its peer is disabled.
 * Notes the use at most once a minute.
 */
export async function authenticateKey(secret: string, now: Date = new Date()): Promise<Actor | null> {
  const key = await look(hashSecret(secret), now);
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
    ...(key.source === null ? {} : { source: key.source }),
  };
}

interface Asked {
  now: Date;
  answers: ((row: KeyRow | null) => void)[];
  failures: ((error: unknown) => void)[];
}

/** Keys that are looked for at once are looked for together: while one query is under way, others wait for the next. */
let waiting = new Map<string, Asked>();
let asking = false;

function look(hash: string, now: Date): Promise<KeyRow | null> {
  return new Promise((resolve, reject) => {
    const asked = waiting.get(hash) ?? { now, answers: [], failures: [] };
    if (now > asked.now) asked.now = now;
    asked.answers.push(resolve);
    asked.failures.push(reject);
    waiting.set(hash, asked);
    if (!asking) void ask();
  });
}

async function ask(): Promise<void> {
  asking = true;
  while (waiting.size > 0) {
    const group = waiting;
    waiting = new Map();
    try {
      const found = await keysOf(
        [...group.keys()],
        [...group.values()].map(({ now }) => now),
      );
      for (const [hash, { answers }] of group) for (const answer of answers) answer(found.get(hash) ?? null);
    } catch (error) {
      for (const { failures } of group.values()) for (const fail of failures) fail(error);
    }
  }
  asking = false;
}

/** The keys with these hashes that hold, each at its time. */
async function keysOf(hashes: readonly string[], times: readonly Date[]): Promise<Map<string, KeyRow>> {
  const { rows } = await getPool().query<KeyRow & { hash: string }>(
    `SELECT k.hash, k.source, k.id, k.name, k.scopes, coalesce(k.last_used_at < a.at - interval '1 minute', true) AS stale,
            p.id AS peer_id, p.name AS peer_name, p.clearance
       FROM unnest($1::text[], $2::timestamptz[]) AS a (hash, at)
       JOIN api_key k ON k.hash = a.hash
       LEFT JOIN peer p ON p.key_id = k.id
      WHERE k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > a.at) AND p.disabled_at IS NULL`,
    [hashes, times],
  );
  return new Map(rows.map((row) => [row.hash, row]));
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

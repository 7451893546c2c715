import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { PeerRow } from '@/lib/model/console/sharing';
import { entityId, seenVersion, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { SHARED_TLP } from '@/lib/model/share-words';

export interface PeerSql {
  id: string;
  name: string;
  contact: string;
  clearance: PeerRow['clearance'];
  key_id: string;
  prefix: string;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
  added_by: string;
  added_at: Date;
  disabled_at: Date | null;
  version: number;
}

export const PEER_COLUMNS = `p.id, p.name, p.contact, p.clearance, p.key_id, k.prefix, k.expires_at, k.revoked_at, k.last_used_at,
  p.added_by, p.added_at, p.disabled_at, p.version`;

export const peerFields = {
  /** Also a user name of HTTP basic, which a colon would end (RFC 7617). */
  name: storableText
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}:]+$/u, 'A name has no colon and no control characters.'),
  contact: storableText.trim().max(200),
  clearance: z.enum(SHARED_TLP),
};

/** A peer as somebody looked at it. */
export const peerSeen = z.object({ id: entityId, version: seenVersion });

export const keyEnd = z.iso.datetime({ offset: true }).nullish();

/** When a key ends. RetortError `invalid` when that is over. */
export function endOf(expires_at: string | null | undefined, now: Date): Date | null {
  const expires = expires_at ? new Date(expires_at) : null;
  if (expires && expires <= now) throw new RetortError('invalid', 'expires_at: this is in the past.');
  return expires;
}

export function peerView(row: PeerSql, now: Date): PeerRow {
  return {
    id: row.id,
    name: row.name,
    contact: row.contact,
    clearance: row.clearance,
    status: statusOf(row, now),
    key_prefix: row.prefix,
    expires_at: row.expires_at?.toISOString() ?? null,
    last_seen_at: row.last_used_at?.toISOString() ?? null,
    added_by: row.added_by,
    added_at: row.added_at.toISOString(),
    version: row.version,
  };
}

function statusOf({ disabled_at, revoked_at, expires_at }: PeerSql, now: Date): PeerRow['status'] {
  if (disabled_at) return 'disabled';
  if (revoked_at) return 'revoked';
  return expires_at && expires_at <= now ? 'expired' : 'active';
}

export async function readPeer(tx: PoolClient, id: string): Promise<PeerSql> {
  const { rows } = await tx.query<PeerSql>(
    `SELECT ${PEER_COLUMNS} FROM peer p JOIN api_key k ON k.id = p.key_id WHERE p.id = $1`,
    [id],
  );
  if (!rows[0]) throw noPeer(id);
  return rows[0];
}

export function noPeer(id: string): RetortError {
  return new RetortError('not_found', `There is no peer ${id}.`, { entity: 'peer', id });
}

/** What the audit log says of a peer. */
export function audited({ name, contact, clearance, disabled_at, version }: PeerSql) {
  return { name, contact, clearance, disabled: disabled_at !== null, version };
}

import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Role } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';

/** What the link of an invitation ends with: 256 random bits. */
export const invitationToken = z.string().min(20).max(200);

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  invited_by: string;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
}

/** What is kept of a token: its SHA-256 in hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The open invitation behind a token. RetortError `not_found` for all others alike, so that nobody learns which were real. */
export async function openInvitation(
  on: Pool | PoolClient,
  token: string,
  now: Date,
  lock = '',
): Promise<InvitationRow> {
  const { rows } = await on.query<InvitationRow>(
    `SELECT id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at FROM invitation
      WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2 ${lock}`,
    [hashToken(token), now],
  );
  if (rows[0]) return rows[0];
  throw new RetortError(
    'not_found',
    'This invitation was used, taken back or has expired. Ask whoever sent it for a new one.',
    { entity: 'invitation' },
  );
}

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ROLES } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { userEmail } from '@/lib/services/user/insert';
import { defineVerb } from '@/lib/services/verb';
import { hashToken } from './row';

const DAY_MS = 86_400_000;

/**
 * Invites somebody by a link that works once. The answer holds its token, which is kept nowhere; an earlier open
 * invitation of the same address stops working.
 */
export const createInvitation = defineVerb({
  name: 'invitation.create',
  right: 'user.manage',
  fresh: true,
  input: z.object({
    email: userEmail,
    role: z.enum(ROLES),
    days: z.number().int().min(1).max(30).default(7),
  }),
  async run({ email, role, days }, { tx, actor, now, newId, audit }) {
    // Waits for a colleague who invites, so that one address never has two open invitations.
    await tx.query('LOCK TABLE invitation IN SHARE ROW EXCLUSIVE MODE');
    const taken = await tx.query('SELECT 1 FROM auth_user WHERE email = $1', [email]);
    if (taken.rowCount) throw new RetortError('precondition', `${email} can sign in already.`, { email });
    const replaced = await tx.query(
      'UPDATE invitation SET revoked_at = $2 WHERE email = $1 AND accepted_at IS NULL AND revoked_at IS NULL',
      [email, now],
    );
    const id = newId();
    const token = randomBytes(32).toString('base64url');
    const expires = new Date(now.getTime() + days * DAY_MS);
    const by = describeActor(actor);
    await tx.query(
      `INSERT INTO invitation (id, email, role, token_hash, invited_by_id, invited_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, email, role, hashToken(token), by.id, by.name, now, expires],
    );
    const expires_at = expires.toISOString();
    audit({
      entity: 'invitation',
      entityId: id,
      before: null,
      after: { email, role, expires_at, replaced: replaced.rowCount ?? 0 },
    });
    return { id, email, role, expires_at, token };
  },
});

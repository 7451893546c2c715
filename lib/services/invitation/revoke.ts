import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import type { InvitationRow } from './row';

/** Takes an invitation back that nobody has used: its link stops working. */
export const revokeInvitation = defineVerb({
  name: 'invitation.revoke',
  right: 'user.manage',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, audit }) {
    const { rows } = await tx.query<Pick<InvitationRow, 'email' | 'accepted_at' | 'revoked_at'>>(
      'SELECT email, accepted_at, revoked_at FROM invitation WHERE id = $1 FOR UPDATE',
      [id],
    );
    const invitation = rows[0];
    if (!invitation)
      throw new RetortError('not_found', `There is no invitation ${id}.`, { entity: 'invitation', id });
    if (invitation.accepted_at)
      throw new RetortError(
        'precondition',
        `${invitation.email} has accepted it. Disable the person instead.`,
      );
    if (invitation.revoked_at)
      throw new RetortError('precondition', 'This invitation was taken back already.');
    await tx.query('UPDATE invitation SET revoked_at = $2 WHERE id = $1', [id, now]);
    audit({
      entity: 'invitation',
      entityId: id,
      before: { revoked: false },
      after: { revoked: true, email: invitation.email },
    });
    return { id, email: invitation.email, revoked_at: now.toISOString() };
  },
});

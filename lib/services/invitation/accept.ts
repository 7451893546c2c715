import { z } from 'zod';
import { storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { newPassword, writePassword } from '@/lib/services/user/password';
import { defineVerb } from '@/lib/services/verb';
import { invitationToken, openInvitation } from './row';

/**
 * Makes the invited person, who names themselves and chooses a password; without one they sign in with single sign-on
 * only. The link works this once. The route asks as the system, after the token.
 */
export const acceptInvitation = defineVerb({
  name: 'invitation.accept',
  right: 'user.manage',
  input: z.object({
    token: invitationToken,
    name: storableText.trim().min(1, 'Say what colleagues call you.').max(100),
    password: newPassword.optional(),
  }),
  async run({ token, name, password }, work) {
    const { tx, now, newId, audit } = work;
    const invitation = await openInvitation(tx, token, now, 'FOR UPDATE');
    const { email, role } = invitation;
    // Waits for a colleague who is adding somebody, so that the same address is never added twice.
    await tx.query('LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE');
    const taken = await tx.query('SELECT 1 FROM auth_user WHERE email = $1', [email]);
    if (taken.rowCount) throw new RetortError('precondition', `${email} can sign in already.`, { email });
    const id = newId();
    await tx.query(
      `INSERT INTO auth_user (id, name, email, email_verified, role, created_at, updated_at)
       VALUES ($1, $2, $3, true, $4, $5, $5)`,
      [id, name, email, role, now],
    );
    if (password !== undefined) await writePassword(work, id, password);
    await tx.query('UPDATE invitation SET accepted_at = $2, user_id = $3 WHERE id = $1', [
      invitation.id,
      now,
      id,
    ]);
    audit({
      entity: 'invitation',
      entityId: invitation.id,
      before: { accepted: false },
      after: { accepted: true },
    });
    audit({
      entity: 'user',
      entityId: id,
      before: null,
      after: { email, name, role, invited_by: invitation.invited_by },
    });
    return { id, email, name, role };
  },
});

import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { defineQuery } from '@/lib/services/verb';
import { invitationToken, openInvitation } from './row';

/** What an open invitation says to whoever holds its link. RetortError `not_found`. The route asks as the system. */
export const lookAtInvitation = defineQuery({
  name: 'invitation.look',
  right: 'user.manage',
  input: z.object({ token: invitationToken }),
  async run({ token }, _, now) {
    const { email, role, invited_by, expires_at } = await openInvitation(getPool(), token, now);
    return { email, role, invited_by, expires_at: expires_at.toISOString() };
  },
});

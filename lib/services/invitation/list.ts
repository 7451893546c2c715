import { readPage } from '@/lib/db/read-page';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import type { InvitationRow } from './row';

/** The invitations that nobody has used or taken back, newest first; expired ones too, so that they can be sent again. */
export const listInvitations = defineQuery({
  name: 'invitation.list',
  right: 'user.manage',
  input: pageInput,
  run: ({ limit, cursor }, _, now) =>
    readPage({
      order: [
        { sql: 'created_at', type: 'timestamptz', order: 'desc' },
        { sql: 'id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at, ${page.select}
           FROM invitation WHERE accepted_at IS NULL AND revoked_at IS NULL AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row: InvitationRow) => ({
        id: row.id,
        email: row.email,
        role: row.role,
        invited_by: row.invited_by,
        created_at: row.created_at.toISOString(),
        expires_at: row.expires_at.toISOString(),
        expired: row.expires_at <= now,
      }),
    }),
});

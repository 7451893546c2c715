import { readPage } from '@/lib/db/read-page';
import { may, type SignInMethod } from '@/lib/model/access';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

interface Row {
  id: string;
  method: SignInMethod;
  created_at: Date;
  seen_at: Date | null;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
}

/** The open sessions of a person, newest first: one's own, or with `user_id` and the right to manage people anybody's. */
export const listSessions = defineQuery({
  name: 'session.list',
  right: 'self.secure',
  input: pageInput.extend({ user_id: entityId.optional() }),
  run: ({ limit, cursor, user_id }, actor, now) => {
    const userId = user_id ?? (actor.kind === 'person' ? actor.id : null);
    if (userId === null) throw new RetortError('invalid', 'user_id: say whose sessions.');
    if (!(actor.kind === 'person' && actor.id === userId) && !may(actor, 'user.manage')) {
      throw new RetortError('forbidden', 'You may see your own sessions only.', { right: 'user.manage' });
    }
    const here = actor.kind === 'person' ? actor.session?.id : undefined;
    return readPage({
      order: [
        { sql: 'created_at', type: 'timestamptz', order: 'desc' },
        { sql: 'id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [userId, now],
      sql: (page) =>
        `SELECT id, method, created_at, seen_at, expires_at, ip_address, user_agent, ${page.select}
           FROM auth_session WHERE user_id = $1 AND expires_at > $2 AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row: Row) => ({
        id: row.id,
        method: row.method,
        started_at: row.created_at.toISOString(),
        seen_at: (row.seen_at ?? row.created_at).toISOString(),
        expires_at: row.expires_at.toISOString(),
        address: row.ip_address || null,
        browser: row.user_agent || null,
        here: row.id === here,
      }),
    });
  },
});

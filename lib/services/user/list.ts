import { readPage } from '@/lib/db/read-page';
import type { Role } from '@/lib/model/access';
import { pageInput } from '@/lib/model/page';
import { FAILURES_PER_PERSON, WINDOW_MINUTES } from '@/lib/services/session/failures';
import { defineQuery } from '@/lib/services/verb';

interface Row {
  id: string;
  email: string;
  name: string;
  role: Role;
  banned: boolean;
  created_at: Date;
  two_factor_enabled: boolean;
  seen_at: Date | null;
  locked: boolean;
}

/** Everybody who can or could sign in, by e-mail address. */
export const listUsers = defineQuery({
  name: 'user.list',
  right: 'user.manage',
  input: pageInput,
  run: ({ limit, cursor }, _, now) =>
    readPage({
      order: [{ sql: 'email', type: 'text', order: 'asc' }],
      limit,
      cursor,
      params: [now, WINDOW_MINUTES, FAILURES_PER_PERSON],
      sql: (page) =>
        `SELECT u.id, email, name, role, banned, u.created_at, two_factor_enabled, ${page.select},
                (SELECT max(coalesce(s.seen_at, s.created_at)) FROM auth_session s WHERE s.user_id = u.id) AS seen_at,
                coalesce(t.locked_until > $1, false) OR EXISTS (
                  SELECT 1 FROM sign_in_failure f WHERE f.key = 'person:' || encode(sha256(convert_to(email, 'UTF8')), 'hex')
                     AND f.failures >= $3 AND f.since > $1::timestamptz - make_interval(mins => $2)) AS locked
           FROM auth_user u LEFT JOIN auth_two_factor t ON t.user_id = u.id
          WHERE ${page.after} ORDER BY ${page.orderBy}`,
      view: ({ id, email, name, role, banned, created_at, two_factor_enabled, seen_at, locked }: Row) => ({
        id,
        email,
        name,
        role,
        disabled: banned,
        created_at: created_at.toISOString(),
        two_factor: two_factor_enabled,
        seen_at: seen_at?.toISOString() ?? null,
        // Failed too often to sign in, for the next minutes.
        locked,
      }),
    }),
});

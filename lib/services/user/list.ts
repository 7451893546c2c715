import { readPage } from '@/lib/db/read-page';
import type { Role } from '@/lib/model/access';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

interface Row {
  id: string;
  email: string;
  name: string;
  role: Role;
  banned: boolean;
  created_at: Date;
}

/** Everybody who can or could sign in, by e-mail address. */
export const listUsers = defineQuery({
  name: 'user.list',
  right: 'user.manage',
  input: pageInput,
  run: ({ limit, cursor }) =>
    readPage({
      order: [{ sql: 'email', type: 'text', order: 'asc' }],
      limit,
      cursor,
      params: [],
      sql: (page) =>
        `SELECT id, email, name, role, banned, created_at, ${page.select} FROM auth_user
          WHERE ${page.after} ORDER BY ${page.orderBy}`,
      view: ({ id, email, name, role, banned, created_at }: Row) => ({
        id,
        email,
        name,
        role,
        disabled: banned,
        created_at: created_at.toISOString(),
      }),
    }),
});

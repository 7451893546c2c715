import { getPool } from '@/lib/db/pool';
import type { Role } from '@/lib/model/access';
import { cursorText, pageFrom, pageInput, readCursor } from '@/lib/model/page';
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
  async run({ limit, cursor }) {
    const [after] = readCursor(cursor, [cursorText]);
    const { rows } = await getPool().query<Row>(
      `SELECT id, email, name, role, banned, created_at FROM auth_user
        WHERE $1::text IS NULL OR email > $1 ORDER BY email LIMIT $2`,
      [after, limit + 1],
    );
    return pageFrom(
      rows,
      limit,
      (row) => [row.email],
      ({ banned, created_at, ...user }) => ({
        ...user,
        disabled: banned,
        created_at: created_at.toISOString(),
      }),
    );
  },
});

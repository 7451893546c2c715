import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { People } from '@/lib/model/console/people';
import { defineQuery } from '@/lib/services/verb';

const MOST = 500;

/** The names of everybody who can sign in, without their addresses: whom to assign to and whom to call. At most 500. */
export const colleagues = defineQuery({
  name: 'user.colleagues',
  right: 'read',
  input: z.object({}),
  run: async (): Promise<People> => {
    const { rows } = await getPool().query<People['items'][number]>(
      `SELECT id, coalesce(nullif(name, ''), 'Unnamed') AS name FROM auth_user WHERE NOT banned ORDER BY name, id LIMIT ${MOST}`,
    );
    return { items: rows };
  },
});

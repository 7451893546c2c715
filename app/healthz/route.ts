import { publicRoute } from '@/lib/api/route';
import { getPool } from '@/lib/db/pool';

/** 200 when the server and its database answer; a database that is away becomes 503. */
export const GET = publicRoute(async () => {
  await getPool().query('SELECT 1');
  return { status: 'ok' };
});

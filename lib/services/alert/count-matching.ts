import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import type { AlertFilter } from '@/lib/model/console/alert';
import { filterConditions, parameters, selfId } from './where';

/** How many alerts a tab and filter have at `now`, in one statement over a small table. */
export async function countMatching(filter: AlertFilter, actor: Actor, now: Date): Promise<number> {
  const { params, place } = parameters();
  const conditions = filterConditions(filter, { self: selfId(actor), now, place });
  const { rows } = await getPool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM alert a JOIN campaign c ON c.id = a.campaign_id WHERE ${conditions}`,
    params,
  );
  return rows[0]?.n ?? 0;
}

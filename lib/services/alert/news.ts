import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { alertFilter } from '@/lib/model/console/alert';
import { defineQuery } from '@/lib/services/verb';
import { filterConditions, selfId } from './where';

/** How many alerts of a tab and filter were raised after `since`: what the queue announces instead of moving rows. */
export const countNews = defineQuery({
  name: 'alert.news',
  right: 'read',
  input: alertFilter.extend({ since: z.iso.datetime() }),
  run: async ({ since, ...filter }, actor): Promise<{ count: number }> => {
    const params: unknown[] = [];
    const conditions = filterConditions(filter, selfId(actor), params);
    params.push(since);
    const { rows } = await getPool().query<{ n: number }>(
      `SELECT count(*)::int AS n FROM alert a JOIN campaign c ON c.id = a.campaign_id
       WHERE ${conditions} AND a.created_at > $${params.length}`,
      params,
    );
    return { count: rows[0]?.n ?? 0 };
  },
});

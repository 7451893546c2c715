import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { type AccountFacets, UNKNOWN } from '@/lib/model/console/account';
import { defineQuery } from '@/lib/services/verb';

const MOST_WORDS = 30;

/** The plans and pathways that occur, most frequent first, for the menus above the list of accounts. */
export const accountFacets = defineQuery({
  name: 'account.facets',
  right: 'read',
  input: z.object({}),
  run: async (): Promise<AccountFacets> => {
    const { rows } = await getPool().query<{ plan: string; pathway: string; n: number }>(
      `SELECT coalesce(plan, '${UNKNOWN}') AS plan, coalesce(pathway, '${UNKNOWN}') AS pathway, n
         FROM (SELECT pathway, plan, count(*)::int AS n FROM account GROUP BY pathway, plan) k`,
    );
    const of = (column: 'plan' | 'pathway') => {
      const counts = new Map<string, number>();
      for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + row.n);
      return [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, MOST_WORDS);
    };
    return {
      plans: of('plan'),
      pathways: of('pathway'),
      accounts: rows.reduce((sum, row) => sum + row.n, 0),
    };
  },
});

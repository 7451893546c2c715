import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { DemoOut } from '@/lib/model/demo';
import { defineQuery } from '@/lib/services/verb';
import { type DemoTaskRow, demoTaskView } from './row';

interface Row {
  accounts: number;
  exchanges: number;
  first_at: Date | null;
  last_at: Date | null;
  others: number;
  campaigns: number;
}

/** How much of the demonstration world is there, and what is being done about it. */
export const getDemo = defineQuery({
  name: 'demo.get',
  right: 'demo.manage',
  input: z.object({}),
  run: async (): Promise<DemoOut> => {
    const [counted, tasks] = await Promise.all([
      getPool().query<Row>(
        `WITH demo AS (
           SELECT count(*)::int AS accounts, coalesce(sum(a.exchanges), 0)::float8 AS exchanges,
                  min(a.first_seen) AS first_at, max(a.last_seen) AS last_at
             FROM demo_mark d JOIN account a ON a.key = d.key WHERE d.kind = 'account')
         SELECT demo.*, (SELECT count(*)::int FROM account) - demo.accounts AS others,
                (SELECT count(DISTINCT m.campaign_id)::int FROM demo_mark d JOIN campaign_account m ON m.account_key = d.key
                  WHERE d.kind = 'account') AS campaigns
           FROM demo`,
      ),
      getPool().query<DemoTaskRow>('SELECT * FROM demo_task ORDER BY requested_at DESC, id DESC LIMIT 1'),
    ]);
    const row = counted.rows[0] as Row;
    const [task] = tasks.rows;
    return {
      accounts: row.accounts,
      exchanges: row.exchanges,
      campaigns: row.campaigns,
      first_at: row.first_at?.toISOString() ?? null,
      last_at: row.last_at?.toISOString() ?? null,
      others: row.others,
      task: task ? demoTaskView(task) : null,
    };
  },
});

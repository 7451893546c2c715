import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { StripeOut } from '@/lib/model/console/stripe';
import { defineQuery } from '@/lib/services/verb';
import { ACCOUNT_KEY } from './set-up';

const MOST_TYPES = 200;

/** Whether Stripe can send here, and what became of what it sent. Nothing of the secret. */
export const getStripe = defineQuery({
  name: 'stripe.get',
  right: 'read',
  input: z.object({}),
  async run(): Promise<StripeOut> {
    const [endpoint, tally] = await Promise.all([
      getPool().query<{ account_key: string; version: number; changed_by: string; changed_at: Date }>(
        'SELECT account_key, version, changed_by, changed_at FROM stripe_endpoint',
      ),
      getPool().query<{ type: string; outcome: string; events: number; last_at: Date }>(
        `SELECT type, outcome, events::float8 AS events, last_at FROM stripe_tally ORDER BY type, outcome LIMIT ${MOST_TYPES}`,
      ),
    ]);
    const set = endpoint.rows[0];
    return {
      set_up: set !== undefined,
      account_key: set?.account_key ?? ACCOUNT_KEY,
      version: set?.version ?? 0,
      changed_by: set?.changed_by ?? null,
      changed_at: set?.changed_at.toISOString() ?? null,
      events: tally.rows.map((row) => ({ ...row, last_at: row.last_at.toISOString() })),
    };
  },
});

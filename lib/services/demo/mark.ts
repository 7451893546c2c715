import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { accountKey, key64 } from '@/lib/model/hash';
import { defineVerb } from '@/lib/services/verb';

/**
 * Says which accounts and models are of the demonstration world, before it is taken in: so a load that is cut off can be taken away, too.
 * What is here already is somebody's, and not marked. Answers how many accounts are marked.
 */
export const markDemo = defineVerb({
  name: 'demo.mark',
  right: 'demo.apply',
  input: z.object({
    accounts: z.array(entityId).min(1).max(100_000),
    models: z.array(entityId).max(1_000),
  }),
  async run({ accounts, models }, { tx, audit }): Promise<{ accounts: number }> {
    const { rowCount } = await tx.query(
      `INSERT INTO demo_mark (kind, key) SELECT 'account', k FROM unnest($1::bigint[]) AS n (k)
        WHERE NOT EXISTS (SELECT 1 FROM account WHERE key = k) ON CONFLICT DO NOTHING`,
      [accounts.map(accountKey)],
    );
    await tx.query(
      `INSERT INTO demo_mark (kind, key) SELECT 'model', k FROM unnest($1::bigint[]) AS n (k)
        WHERE NOT EXISTS (SELECT 1 FROM model WHERE key = k) ON CONFLICT DO NOTHING`,
      [models.map((model) => key64(`model\0${model}`))],
    );
    audit({ entity: 'demo', entityId: 'world', after: { accounts: rowCount ?? 0, models: models.length } });
    return { accounts: rowCount ?? 0 };
  },
});

import type { PoolClient } from 'pg';
import { type Draft, harvestShares, trendOf } from './draft';
import type { ScaffoldUse } from './store-scaffolds';

/** What members of a campaign send of scaffolds that were counted for other groups. Rarest last; without those they do not use. */
export async function countScaffolds(
  tx: PoolClient,
  uses: readonly ScaffoldUse[],
  { members }: Draft,
): Promise<ScaffoldUse[]> {
  const { rows } = await tx.query<ScaffoldUse>(
    `SELECT scaffold_id AS id, count(*)::int AS accounts, sum(exchanges)::int AS exchanges FROM scaffold_account
      WHERE scaffold_id = ANY($1::text[]) AND account_key = ANY($2::bigint[])
      GROUP BY 1 ORDER BY 3 DESC, 1`,
    [uses.map(({ id }) => id), members.map(({ key }) => key)],
  );
  return rows;
}

/** What a campaign sought, its trend and when it was last seen, from its hours and members as they are written. */
export async function countAgain(tx: PoolClient, id: string, last: Date, until: Date): Promise<void> {
  const { rows } = await tx.query<{ hour: Date; capability: number; exchanges: number; harvest: number }>(
    `SELECT hour, capability, sum(exchanges)::int AS exchanges, sum(harvest)::int AS harvest FROM campaign_hour
      WHERE campaign_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
    [id],
  );
  await tx.query(
    `UPDATE campaign SET capabilities = $2, trend = $3,
            last_seen = least($4, (SELECT max(a.last_seen) FROM campaign_account m JOIN account a ON a.key = m.account_key
                                    WHERE m.campaign_id = $1))
      WHERE id = $1`,
    [id, JSON.stringify(harvestShares(rows)), JSON.stringify(trendOf(rows, until.getTime())), last],
  );
}

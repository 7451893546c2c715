import { readPage } from '@/lib/db/read-page';
import { type ExcludedRow, excludedFilter } from '@/lib/model/console/group';
import { entityId } from '@/lib/model/decision';
import { defineQuery } from '@/lib/services/verb';

interface Row extends Omit<ExcludedRow, 'excluded_at' | 'reasons' | 'harvest_exchanges'> {
  excluded_at: Date;
  listed: { reasons?: string[]; harvest_exchanges?: number };
}

/** The accounts that people took out of a campaign, or that were reinstated, latest first. */
export const listExcluded = defineQuery({
  name: 'campaign.excluded',
  right: 'read',
  input: excludedFilter.extend({ id: entityId }),
  run: ({ id, limit, cursor }) =>
    readPage({
      order: [
        { sql: 'x.excluded_at', type: 'timestamptz', order: 'desc' },
        { sql: 'x.account_key', type: 'int8', order: 'asc' },
      ],
      limit,
      cursor,
      params: [id],
      sql: (page) =>
        `SELECT a.id, a.status, x.kind, x.reason, x.actor_name AS actor, x.excluded_at, x.listed, ${page.select},
                EXISTS (SELECT FROM campaign_account m WHERE m.campaign_id = x.campaign_id AND m.account_key = x.account_key) AS listed_again
           FROM campaign_exclusion x JOIN account a ON a.key = x.account_key
          WHERE x.campaign_id = $1 AND ${page.after} ORDER BY ${page.orderBy}`,
      view: ({ excluded_at, listed, ...row }: Row): ExcludedRow => ({
        id: row.id,
        status: row.status,
        kind: row.kind,
        reason: row.reason,
        actor: row.actor,
        listed_again: row.listed_again,
        excluded_at: excluded_at.toISOString(),
        reasons: listed.reasons ?? [],
        harvest_exchanges: listed.harvest_exchanges ?? 0,
      }),
    }),
});

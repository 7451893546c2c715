import type { PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import type { Campaign, CampaignAccount, CampaignStatus } from '@/lib/model/campaign';
import { campaignItems, ITEM_COLUMNS, type ItemRow } from './item';

export interface CampaignFilter {
  statuses?: readonly CampaignStatus[];
  /** 0 to 1. */
  minScore?: number;
}

/** Campaigns that stand: found by the last run, or decided on by a person; not those that stand as part of another. */
const STANDING = "(current OR status <> 'suspected') AND merged_into IS NULL";
const CHUNK = 50;

/**
 * Whole campaigns as the contract gives them (section 3), accounts included, best score first, one at a time so that a
 * campaign of 25,000 accounts is the most that is held. All of them are of one moment.
 */
export async function* wholeCampaigns({
  statuses,
  minScore = 0,
}: CampaignFilter = {}): AsyncGenerator<Campaign> {
  const client = await getPool().connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM campaign
        WHERE ${STANDING} AND score >= $1 AND ($2::text[] IS NULL OR status = ANY($2)) ORDER BY score DESC, id`,
      [minScore, statuses ?? null],
    );
    for (let at = 0; at < rows.length; at += CHUNK) {
      for (const item of await campaignItems(rows.slice(at, at + CHUNK), client)) {
        const { account_count, active_accounts, current, merged_into, split_from, version, ...head } = item;
        yield { ...head, accounts: await accountsOf(client, item.id) };
      }
    }
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

async function accountsOf(client: PoolClient, id: string): Promise<CampaignAccount[]> {
  const { rows } = await client.query<CampaignAccount>(
    `SELECT a.id, m.membership, m.harvest_share, m.role, m.reasons, m.recommended_action
       FROM campaign_account m JOIN account a ON a.key = m.account_key
      WHERE m.campaign_id = $1 ORDER BY m.membership DESC, m.account_key`,
    [id],
  );
  return rows;
}

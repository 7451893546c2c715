import type { PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import type { CampaignStatus } from '@/lib/model/campaign';
import { type Capability, capabilityAt } from '@/lib/model/capability';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';

/** Days of traffic that "what it seeks" is taken from, counted back from when an account was last seen. */
export const RECENT_DAYS = 30;

/** Campaigns that stand: what a person dismissed or closed no longer says anything about an account. */
export const STANDING = "('suspected', 'confirmed', 'contained')";

/**
 * Ids of the decisions about the account with the key at place $1 itself; those of batches are found by the orders they gave,
 * those about several accounts of a campaign by what stands of them.
 */
export const OWN_DECISIONS = `(SELECT id FROM decision WHERE account_key = $1
   UNION SELECT decision_id FROM enforcement_order WHERE account_key = $1 AND batch_id IS NOT NULL
   UNION SELECT decision_id FROM campaign_exclusion WHERE account_key = $1
   UNION SELECT decision_id FROM campaign_split WHERE account_key = $1)`;

/** The key of an account that is there. RetortError `not_found`. */
export async function requireAccount(id: string): Promise<{ key: bigint; last_seen: Date | null }> {
  const key = accountKey(id);
  const { rows } = await getPool().query<{ last_seen: Date | null }>(
    'SELECT last_seen FROM account WHERE key = $1',
    [key],
  );
  const row = rows[0];
  if (!row) throw new RetortError('not_found', `There is no account ${id}.`, { entity: 'account', id });
  return { key, last_seen: row.last_seen };
}

export interface CampaignOf {
  account_key: bigint;
  id: string;
  title: string;
  status: CampaignStatus;
  current: boolean;
  membership: number;
}

/** For each of the accounts the campaign it belongs to most, standing ones before others. */
export async function campaignsOf(
  keys: readonly bigint[],
  db: Pick<PoolClient, 'query'> = getPool(),
): Promise<Map<bigint, CampaignOf>> {
  if (keys.length === 0) return new Map();
  const { rows } = await db.query<CampaignOf>(
    `SELECT DISTINCT ON (m.account_key) m.account_key, c.id, c.title, c.status, c.current, m.membership
       FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
      WHERE m.account_key = ANY($1::bigint[])
      ORDER BY m.account_key, (c.status IN ${STANDING}) DESC, c.current DESC, m.membership DESC, c.id`,
    [keys],
  );
  return new Map(rows.map((row) => [row.account_key, row]));
}

/** The campaign of an account as lists show it. */
export function campaignOfAccount(campaign: CampaignOf | undefined): Omit<CampaignOf, 'account_key'> | null {
  if (!campaign) return null;
  const { account_key: _, ...shown } = campaign;
  return shown;
}

/** Counts by capability index as shares of their sum. */
export function sharesOf(
  counts: Iterable<readonly [index: number, exchanges: number]>,
): Partial<Record<Capability, number>> {
  const list = [...counts];
  const sum = list.reduce((total, [, exchanges]) => total + exchanges, 0);
  return sum === 0
    ? {}
    : Object.fromEntries(list.map(([index, exchanges]) => [capabilityAt(index), exchanges / sum]));
}

/** A text as a pattern for LIKE that matches it literally. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

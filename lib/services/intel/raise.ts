import type { PoolClient } from 'pg';
import { RECEIVED } from '@/lib/detect/store';
import { addAlert, addEvent } from '@/lib/detect/store-news';
import { titleOf } from '@/lib/detect/title';
import { base32 } from '@/lib/detect/track';
import { key64 } from '@/lib/model/hash';
import { STANDING } from '@/lib/services/account/row';
import { writeReceivedCampaign } from './write-campaign';

/** What is believed less than this raises nothing by itself: it still counts where it meets other evidence. */
const LEAST_SURE = 0.3;
/** What a source's sureness counts as when it says nothing of it. */
export const UNSURE = 0.3;
/** What it counts as where only a block or a family could be compared. */
const COARSE = 0.6;
/**
 * Kinds of which one is enough to count an account in: what only one program sends, and what only one person has. A network, a TLS client or
 * an issuer of cards is also shown by people who have nothing to do with it, so of those it takes several kinds.
 */
const TELLING = [
  'prompt_anchor',
  'scaffold_hash',
  'system_prompt',
  'payment_fingerprint',
  'email_hash',
  'phone_hash',
  'device',
  'signup_device',
  'api_key',
  'session',
  'reasoning_ref',
  'reasoning_issued',
];
const ENOUGH = 3;
/** What `campaign.shared_by` begins with where nobody shared it, but it was seen as it came in. */
export const LIVE = 'live ';
/** Accounts of one campaign that is raised. */
const MOST_ACCOUNTS = 5_000;

/** What one source shares of one operation: the indicators of one of its campaigns, or one indicator that is of none. */
export interface SharedGroup {
  source_id: string;
  source: string;
  /** The id of the shared campaign, else of the indicator. */
  about: string;
  campaign: string | null;
  name: string | null;
  tlp: string;
  /** 0 to 1: the surest of its indicators that accounts match, capped for the source. */
  sure: number;
  accounts: bigint[];
  indicators: number;
}

/**
 * Raises new hits of accounts that match something telling: for every campaign that stands and holds such accounts an alert, once; for those
 * in no campaign, and taken out of none, a campaign of their own, which runs take over when they find it. Answers how many of each.
 */
export async function raiseReceived(
  tx: PoolClient,
  news: readonly { source_id: string; stix_id: string }[],
  now: Date,
): Promise<{ alerts: number; campaigns: number }> {
  let alerts = 0;
  let campaigns = 0;
  for (const found of await groupsOf(tx, news, now)) {
    if (found.sure < LEAST_SURE) continue;
    const group = { ...found, accounts: await tellingOf(tx, found, now) };
    if (group.accounts.length === 0) continue;
    const held = await tx.query<{ id: string; score: number; accounts: number }>(
      `SELECT c.id, c.score, count(*)::int AS accounts FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
        WHERE m.account_key = ANY($1::bigint[]) AND c.status IN ${STANDING} AND c.run_id <> $2
        GROUP BY c.id, c.score ORDER BY c.id`,
      [group.accounts, RECEIVED],
    );
    for (const { id, score, accounts } of held.rows) {
      await addAlert(tx, {
        id,
        kind: 'shared_indicator',
        subject: `${id} shared ${group.source_id} ${group.about}`,
        summary: `${some(accounts)} of it ${accounts === 1 ? 'shows' : 'show'} what ${shared(group)}`,
        score,
        until: now,
      });
      alerts++;
    }
    if (await raiseCampaign(tx, group, now)) campaigns++;
  }
  return { alerts, campaigns };
}

/** The groups of the indicators that have new hits, each with all accounts that match any of its indicators. */
async function groupsOf(
  tx: PoolClient,
  news: readonly { source_id: string; stix_id: string }[],
  now: Date,
): Promise<SharedGroup[]> {
  if (news.length === 0) return [];
  const { rows } = await tx.query<SharedGroup & { accounts: string[] }>(
    `WITH touched AS (
       SELECT DISTINCT i.source_id, coalesce(i.campaign_id, i.id) AS about
         FROM unnest($1::text[], $2::text[]) n(source_id, id) JOIN intel_indicator i ON i.source_id = n.source_id AND i.id = n.id)
     SELECT t.source_id, s.name AS source, t.about, max(i.campaign) AS campaign, max(i.name) AS name, max(i.tlp) AS tlp,
            max(least(coalesce(i.confidence, ${UNSURE}), s.confidence_cap / 100.0)
                * CASE WHEN EXISTS (SELECT 1 FROM shared_indicator x
                                     WHERE x.source = s.name AND x.stix_id = i.id AND NOT x.approximate) THEN 1 ELSE ${COARSE} END)::float8 AS sure,
            count(DISTINCT i.id)::int AS indicators, (array_agg(DISTINCT h.account_key))[1:${MOST_ACCOUNTS}] AS accounts
       FROM touched t JOIN intel_source s ON s.id = t.source_id
       JOIN intel_indicator i ON i.source_id = t.source_id AND coalesce(i.campaign_id, i.id) = t.about
        AND NOT i.revoked AND NOT i.common AND i.valid_until > $3
       JOIN intel_hit h ON h.source_id = i.source_id AND h.indicator_id = i.id
      GROUP BY 1, 2, 3 ORDER BY 1, 3`,
    [news.map(({ source_id }) => source_id), news.map(({ stix_id }) => stix_id), now],
  );
  return rows.map((row) => ({ ...row, accounts: row.accounts.map((key) => BigInt(key)) }));
}

/** Those of its accounts that match something telling, or several kinds of other things. */
async function tellingOf(tx: PoolClient, group: SharedGroup, now: Date): Promise<bigint[]> {
  const { rows } = await tx.query<{ key: bigint }>(
    `SELECT h.account_key AS key FROM intel_hit h
       JOIN intel_indicator i ON i.source_id = h.source_id AND i.id = h.indicator_id
        AND coalesce(i.campaign_id, i.id) = $3 AND NOT i.revoked AND NOT i.common AND i.valid_until > $6
       JOIN shared_indicator s ON s.source = $4 AND s.stix_id = i.id
      WHERE h.source_id = $2 AND h.account_key = ANY($1::bigint[])
      GROUP BY 1 HAVING bool_or(s.kind = ANY($5)) OR count(DISTINCT s.kind) >= ${ENOUGH} ORDER BY 1`,
    [group.accounts, group.source_id, group.about, group.source, TELLING, now],
  );
  return rows.map(({ key }) => key);
}

/** Whether a campaign was raised, or one that was raised before got more accounts. */
async function raiseCampaign(tx: PoolClient, group: SharedGroup, now: Date): Promise<boolean> {
  const id = `cmp_${base32(key64(`received\0${group.source_id}\0${group.about}`))}`;
  const { rows: standing } = await tx.query<{ status: string; run_id: string }>(
    'SELECT status, run_id FROM campaign WHERE id = $1 FOR UPDATE',
    [id],
  );
  const before = standing[0];
  // A run has taken it over, or a person has judged it.
  if (before && (before.run_id !== RECEIVED || before.status !== 'suspected')) return false;
  const { rows: free } = await tx.query<{ key: bigint }>(
    `SELECT k.key FROM unnest($1::bigint[]) k(key)
      WHERE NOT EXISTS (SELECT 1 FROM campaign_account m WHERE m.account_key = k.key AND m.campaign_id <> $2)
        AND NOT EXISTS (SELECT 1 FROM campaign_exclusion x WHERE x.account_key = k.key) ORDER BY 1`,
    [group.accounts, id],
  );
  if (free.length === 0) return false;
  const known = await tx.query<{ title: string }>('SELECT title FROM campaign');
  const title = titleOf(id, new Set(known.rows.map((row) => row.title)));
  const accounts = free.map(({ key }) => key);
  const summary = `${some(accounts.length)} ${accounts.length === 1 ? 'shows' : 'show'} what ${shared(group)}`;
  const score = await writeReceivedCampaign(tx, { id, title, group, accounts, summary, now });
  if (!before) await addEvent(tx, { id, at: now, kind: 'detected', summary, key: '' });
  await addAlert(tx, {
    id,
    kind: 'shared_indicator',
    subject: `${id} shared`,
    summary,
    score,
    until: now,
  });
  return true;
}

/**
 * Lets campaigns go that rest on nothing but what was taken back or has run out, as far as nobody has judged them. Answers how many.
 */
export async function withdrawReceived(tx: PoolClient, now: Date): Promise<number> {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE campaign c SET current = false, version = version + 1
      WHERE c.run_id = $2 AND c.status = 'suspected' AND c.current AND c.shared_by NOT LIKE '${LIVE}%'
        AND NOT EXISTS (SELECT 1 FROM intel_indicator i JOIN intel_source s ON s.id = i.source_id AND s.removed_at IS NULL
                         WHERE i.source_id || ' ' || coalesce(i.campaign_id, i.id) = c.shared_by
                           AND NOT i.revoked AND i.valid_until > $1)
      RETURNING c.id`,
    [now, RECEIVED],
  );
  for (const { id } of rows) {
    const summary = 'What it rested on was taken back by whoever had shared it, or has run out.';
    await tx.query('UPDATE campaign_evidence SET log_odds = 0, summary = $2 WHERE campaign_id = $1', [
      id,
      summary,
    ]);
    await addEvent(tx, { id, at: now, kind: 'faded', summary, key: now.toISOString() });
  }
  return rows.length;
}

function some(accounts: number): string {
  return accounts === 1 ? 'one account' : `${accounts.toLocaleString('en-US')} accounts`;
}

/** `Lab of the North shared of “Grey Heron” (TLP:AMBER)` */
export function shared({ source, campaign, name, tlp }: SharedGroup): string {
  const about = campaign ?? name;
  return `${source} shared${about === null ? '' : ` of “${about.slice(0, 80)}”`} (${tlp})`;
}

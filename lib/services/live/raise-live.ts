import type { PoolClient } from 'pg';
import { RECEIVED } from '@/lib/detect/store';
import { addAlert, addEvent } from '@/lib/detect/store-news';
import { titleOf } from '@/lib/detect/title';
import { base32 } from '@/lib/detect/track';
import { key64 } from '@/lib/model/hash';
import { STANDING } from '@/lib/services/account/row';
import { LIVE } from '@/lib/services/intel/raise';
import { writeRaisedCampaign } from '@/lib/services/intel/write-campaign';

/** Accounts of one campaign that is raised. */
const MOST_ACCOUNTS = 5_000;

/** Accounts that were seen to do one thing, which is to be raised. */
export interface LiveNews {
  /** Of the alert. */
  kind: 'watched_value' | 'reasoning_reuse';
  /** What it is about, in one word: campaigns and alerts about the same are one. */
  about: string;
  accounts: readonly bigint[];
  /** `shows the card that is watched`, after one account; and after several. */
  one: string;
  many: string;
  /** What a campaign of accounts that are in none rests on. */
  signal: string;
  score: number;
  unsure: string;
  details: object;
}

/**
 * Raises news: an alert of each campaign that stands and holds any of the accounts, or the open alert about the same said anew; and a campaign of
 * those that are in none and were taken out of none, which runs take over when they find it. Answers how many alerts were raised or said anew.
 */
export async function raiseLive(tx: PoolClient, given: LiveNews, now: Date): Promise<number> {
  let news = given;
  const { rows: held } = await tx.query<{
    id: string;
    score: number;
    shared_by: string | null;
    keys: string[];
  }>(
    `SELECT c.id, c.score, c.shared_by, array_agg(m.account_key::text) AS keys
       FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
      WHERE m.account_key = ANY($1::bigint[]) AND c.status IN ${STANDING} AND c.current GROUP BY 1, 2 ORDER BY 1`,
    [news.accounts],
  );
  // Whoever meets accounts that were raised for the same reason comes to them.
  const kin = `${LIVE}${news.about.split(' ')[0]} `;
  const met = held.find(({ shared_by }) => news.kind === 'reasoning_reuse' && shared_by?.startsWith(kin));
  if (met?.shared_by) news = { ...news, about: met.shared_by.slice(LIVE.length) };
  const id = `cmp_${base32(key64(`live\0${news.about}`))}`;
  const { rows: free } = await tx.query<{ key: bigint }>(
    `SELECT k.key FROM unnest($1::bigint[]) k(key)
      WHERE NOT EXISTS (SELECT 1 FROM campaign_account m WHERE m.account_key = k.key)
        AND NOT EXISTS (SELECT 1 FROM campaign_exclusion x WHERE x.account_key = k.key) ORDER BY 1`,
    [news.accounts],
  );
  const fresh = free.map(({ key }) => key);
  const grown = fresh.length > 0 && (await growCampaign(tx, news, { id, fresh, now }));
  const others = held.filter((one) => !(grown && one.id === id));
  for (const one of others)
    await sayAlert(tx, news, { id: one.id, score: one.score, accounts: one.keys.length, now });
  return others.length + (grown ? 1 : 0);
}

/** Writes the campaign about these news with new accounts; false where a run has taken it over or a person has judged it. */
async function growCampaign(
  tx: PoolClient,
  news: LiveNews,
  { id, fresh, now }: { id: string; fresh: readonly bigint[]; now: Date },
): Promise<boolean> {
  const { rows } = await tx.query<{ status: string; run_id: string }>(
    'SELECT status, run_id FROM campaign WHERE id = $1 FOR UPDATE',
    [id],
  );
  const before = rows[0];
  if (before && (before.run_id !== RECEIVED || before.status !== 'suspected')) return false;
  const { rows: there } = await tx.query<{ account_key: bigint }>(
    'SELECT account_key FROM campaign_account WHERE campaign_id = $1',
    [id],
  );
  const accounts = [...there.map(({ account_key }) => account_key), ...fresh].slice(0, MOST_ACCOUNTS);
  const known = await tx.query<{ title: string }>('SELECT title FROM campaign WHERE id <> $1', [id]);
  const summary = sentence(news, accounts.length);
  await writeRaisedCampaign(tx, {
    id,
    title: titleOf(id, new Set(known.rows.map((row) => row.title))),
    accounts,
    now,
    score: news.score,
    sharedBy: `${LIVE}${news.about}`,
    reasons: new Map(accounts.map((key) => [key, `Seen as it came in: ${news.one}.`])),
    evidence: {
      signal: news.signal,
      summary,
      unsure: news.unsure,
      details: { ...news.details, accounts: accounts.length },
    },
  });
  if (!before) await addEvent(tx, { id, at: now, kind: 'detected', summary, key: '' });
  await sayAlert(tx, news, { id, score: news.score, accounts: accounts.length, now });
  return true;
}

/** An alert about the same that is open is said anew; otherwise one is raised. */
async function sayAlert(
  tx: PoolClient,
  news: LiveNews,
  { id, score, accounts, now }: { id: string; score: number; accounts: number; now: Date },
): Promise<void> {
  const summary = sentence(news, accounts);
  const subject = `${id} live ${news.about}`;
  const { rowCount } = await tx.query(
    `UPDATE alert SET summary = $3, changed_at = $4, version = version + 1
      WHERE campaign_id = $1 AND status = 'open' AND starts_with(subject, $2)`,
    [id, subject, summary, now],
  );
  if (rowCount) return;
  await addAlert(tx, {
    id,
    kind: news.kind,
    subject: `${subject} ${now.toISOString()}`,
    summary,
    score,
    until: now,
  });
}

function sentence({ one, many }: LiveNews, accounts: number): string {
  return accounts === 1 ? `one account ${one}` : `${accounts.toLocaleString('en-US')} accounts ${many}`;
}

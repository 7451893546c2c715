import type { PoolClient } from 'pg';
import { rollCampaignDays } from '@/lib/db/campaign-days';
import { RECEIVED } from '@/lib/detect/store';
import { CAPABILITIES, type Capability } from '@/lib/model/capability';
import type { SharedGroup } from './raise';

const DAY = 86_400_000;
const TREND_DAYS = 28;
/** What is looked at of the accounts, in days back from now. */
const LOOK_DAYS = 30;
/** Sureness from which accounts should be asked who they are; below it they are watched. */
const VERIFY = 0.6;
const GENERAL = CAPABILITIES.indexOf('general');

/** A campaign that something else than a run raised. */
export interface Raised {
  id: string;
  title: string;
  accounts: readonly bigint[];
  now: Date;
  /** 0 to 1: how sure it is that its accounts belong together and to an operation. */
  score: number;
  /** What it rests on: the source and the shared campaign, or what was seen live. */
  sharedBy: string;
  /** Why each account is in it. */
  reasons: ReadonlyMap<bigint, string>;
  /** `unsure` ends the sentence that says how many of all accounts are in it. */
  evidence: { signal: string; summary: string; unsure: string; details: object };
}

interface Received {
  id: string;
  title: string;
  group: SharedGroup;
  accounts: readonly bigint[];
  summary: string;
  now: Date;
}

/**
 * Writes a campaign that received indicators raised. Its score is how sure the source is, as far as it is believed: nothing here has measured more
 * yet, and the evidence says so. Answers the score.
 */
export async function writeReceivedCampaign(tx: PoolClient, received: Received): Promise<number> {
  const { id, title, group, accounts, summary, now } = received;
  const score = Math.round(group.sure * 1e4) / 1e4;
  const { rows } = await tx.query<{ key: bigint; names: string | null }>(
    `SELECT k.account_key AS key, string_agg(DISTINCT i.name, ', ') AS names
       FROM intel_hit k
       JOIN intel_indicator i ON i.source_id = k.source_id AND i.id = k.indicator_id AND coalesce(i.campaign_id, i.id) = $3 AND NOT i.revoked
      WHERE k.account_key = ANY($1::bigint[]) AND k.source_id = $2 GROUP BY 1`,
    [accounts, group.source_id, group.about],
  );
  await writeRaisedCampaign(tx, {
    id,
    title,
    accounts,
    now,
    score,
    sharedBy: `${group.source_id} ${group.about}`,
    reasons: new Map(
      rows.map(({ key, names }) => [key, `Shows what ${group.source} shared: ${names ?? 'an indicator'}.`]),
    ),
    evidence: {
      signal: 'reported-elsewhere',
      summary,
      unsure: 'How sure it is rests on the source alone.',
      details: {
        source: group.source,
        tlp: group.tlp,
        confidence: group.sure,
        campaign: group.campaign,
        stix_id: group.about,
        indicators: group.indicators,
        accounts: accounts.length,
      },
    },
  });
  return score;
}

/** Writes a campaign that something else than a run raised, with what rollups say of its accounts. Runs take it over when they find it. */
export async function writeRaisedCampaign(tx: PoolClient, raised: Raised): Promise<void> {
  const { id, title, accounts, now, score, evidence } = raised;
  const from = new Date(now.getTime() - LOOK_DAYS * DAY);
  const capabilities = await capabilitiesOf(tx, accounts, from);
  const harvest = capabilities.reduce((sum, count, i) => (i === GENERAL ? sum : sum + count), 0);
  const shares =
    harvest === 0 ? { general: 1 } : sharesOf(capabilities.map((count, i) => (i === GENERAL ? 0 : count)));
  const { rows: usual } = await tx.query<{ capability: number; n: number }>(
    'SELECT capability, sum(exchanges)::float8 AS n FROM capability_day WHERE day >= $1::date GROUP BY 1',
    [from],
  );
  const baseline = CAPABILITIES.map((_, i) => usual.find(({ capability }) => capability === i)?.n ?? 0);
  const each = Math.round(Math.sqrt(score) * 1e4) / 1e4;
  const action = score >= VERIFY ? 'verify' : 'watch';
  await tx.query(
    `WITH a AS (
       SELECT count(*)::int AS n, count(*) FILTER (WHERE status = 'active')::int AS active, coalesce(sum(exchanges), 0) AS exchanges,
              coalesce(min(first_seen), $3) AS first_seen, coalesce(max(last_seen), $3) AS last_seen
         FROM account WHERE key = ANY($4::bigint[]))
     INSERT INTO campaign AS c (id, title, first_seen, last_seen, detected_at, score, coordination, extraction, recommended_action, exchanges,
                                harvest_exchanges, account_count, active_accounts, capabilities, baseline, trend, run_id, shared_by)
     SELECT $1, $2, a.first_seen, a.last_seen, $3, $5, $6, $6, $7, a.exchanges, least(a.exchanges, $8), a.n, a.active, $9, $10, $11, $12, $13 FROM a
     ON CONFLICT (id) DO UPDATE SET first_seen = excluded.first_seen, last_seen = excluded.last_seen, score = excluded.score,
       coordination = excluded.coordination, extraction = excluded.extraction, recommended_action = excluded.recommended_action,
       exchanges = excluded.exchanges, harvest_exchanges = excluded.harvest_exchanges, account_count = excluded.account_count,
       active_accounts = excluded.active_accounts, capabilities = excluded.capabilities, baseline = excluded.baseline, trend = excluded.trend,
       current = true, version = c.version + 1`,
    [
      id,
      title,
      now,
      accounts,
      score,
      each,
      action,
      harvest,
      JSON.stringify(shares),
      JSON.stringify(sharesOf(baseline)),
      JSON.stringify(await trendOf(tx, accounts, now)),
      RECEIVED,
      raised.sharedBy,
    ],
  );
  await writeParts(tx, raised, { action, from });
  await tx.query(
    `INSERT INTO campaign_evidence AS e (campaign_id, signal, about, log_odds, summary, baseline, details)
     SELECT $1, $6, 'coordination', $2, $3,
            'Of ' || to_char(count(*), 'FM999,999,999') || ' accounts here, ' || to_char(cardinality($4::bigint[]), 'FM999,999,999') || ' are in this group. ' || $7::text,
            $5 FROM account
     ON CONFLICT (campaign_id, signal) DO UPDATE SET log_odds = excluded.log_odds, summary = excluded.summary, baseline = excluded.baseline,
       details = excluded.details`,
    [
      id,
      Math.round(Math.log(Math.max(score, 0.01) / Math.max(1 - score, 0.01)) * 100) / 100,
      `${evidence.summary[0]?.toUpperCase()}${evidence.summary.slice(1)}.`,
      accounts,
      JSON.stringify(evidence.details),
      evidence.signal,
      evidence.unsure,
    ],
  );
  // What was drawn of fewer accounts is drawn again.
  await tx.query('DELETE FROM campaign_links WHERE campaign_id = $1', [id]);
  await tx.query('DELETE FROM campaign_rhythm WHERE campaign_id = $1', [id]);
}

async function writeParts(
  tx: PoolClient,
  { id, accounts, now, score, reasons }: Raised,
  { action, from }: { action: string; from: Date },
): Promise<void> {
  await tx.query(
    'DELETE FROM campaign_account WHERE campaign_id = $1 AND NOT account_key = ANY($2::bigint[])',
    [id, accounts],
  );
  await tx.query(
    `WITH sent AS MATERIALIZED (
       SELECT account_key, sum(exchanges)::float8 AS n, (sum(exchanges) FILTER (WHERE capability <> ${GENERAL}))::float8 AS harvest
         FROM account_hour WHERE account_key = ANY($2::bigint[]) AND hour >= $7 GROUP BY account_key)
     INSERT INTO campaign_account AS m (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action, exchanges,
                                        harvest_exchanges, joined_at)
     SELECT $1, a.key, $3, coalesce(h.harvest / nullif(h.n, 0), 0), 'worker', jsonb_build_array(r.reason), $4,
            least(a.exchanges, 2147483647)::int, coalesce(h.harvest, 0)::int, $5
       FROM unnest($2::bigint[], $6::text[]) r(key, reason)
       JOIN account a ON a.key = r.key
       LEFT JOIN sent h ON h.account_key = a.key
     ON CONFLICT (campaign_id, account_key) DO UPDATE SET membership = excluded.membership, harvest_share = excluded.harvest_share,
       reasons = excluded.reasons, recommended_action = excluded.recommended_action, exchanges = excluded.exchanges,
       harvest_exchanges = excluded.harvest_exchanges`,
    [id, accounts, score, action, now, accounts.map((key) => reasons.get(key) ?? ''), from],
  );
  await tx.query('DELETE FROM campaign_hour WHERE campaign_id = $1', [id]);
  await tx.query(
    `INSERT INTO campaign_hour (campaign_id, hour, capability, model_key, pathway, exchanges, harvest)
     SELECT $1, hour, capability, model_key, -1, sum(exchanges), CASE WHEN capability = ${GENERAL} THEN 0 ELSE sum(exchanges) END
       FROM account_hour WHERE account_key = ANY($2::bigint[]) GROUP BY hour, capability, model_key`,
    [id, accounts],
  );
  await rollCampaignDays(tx, id, new Date(0));
}

async function capabilitiesOf(tx: PoolClient, accounts: readonly bigint[], from: Date): Promise<number[]> {
  const { rows } = await tx.query<{ capability: number; n: number }>(
    `SELECT capability, sum(exchanges)::float8 AS n FROM account_hour
      WHERE account_key = ANY($1::bigint[]) AND hour >= $2 GROUP BY 1`,
    [accounts, from],
  );
  return CAPABILITIES.map((_, i) => rows.find(({ capability }) => capability === i)?.n ?? 0);
}

function sharesOf(counts: readonly number[]): Partial<Record<Capability, number>> {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return Object.fromEntries(
    CAPABILITIES.flatMap((name, i) => {
      const count = counts[i] ?? 0;
      return count > 0 ? [[name, Math.round((1e4 * count) / all) / 1e4]] : [];
    }),
  );
}

async function trendOf(tx: PoolClient, accounts: readonly bigint[], now: Date): Promise<number[]> {
  const { rows } = await tx.query<{ day: number; n: number }>(
    `SELECT floor(extract(epoch FROM ($2::timestamptz - hour)) / 86400)::int AS day, sum(exchanges)::float8 AS n
       FROM account_hour WHERE account_key = ANY($1::bigint[]) AND hour > $2::timestamptz - interval '28 days' AND hour <= $2 GROUP BY 1`,
    [accounts, now],
  );
  const trend = new Array<number>(TREND_DAYS).fill(0);
  for (const { day, n } of rows) if (day < TREND_DAYS) trend[TREND_DAYS - 1 - day] = n;
  return trend;
}

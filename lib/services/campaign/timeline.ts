import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { CAPABILITIES } from '@/lib/model/capability';
import { type CampaignTimeline, TIMELINE_RANGES, type TimelineRange } from '@/lib/model/console/campaign';
import { RetortError } from '@/lib/model/errors';
import { defineQuery } from '@/lib/services/verb';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPANS: Record<TimelineRange, number> = { month: 31 * DAY, week: 7 * DAY, '48h': 2 * DAY };
const MOST_EVENTS = 300;

/** The lanes of a campaign over a range that ends with what is known of it, in buckets added up by PostgreSQL. */
export const campaignTimeline = defineQuery({
  name: 'campaign.timeline',
  right: 'read',
  input: z.object({ id: z.string().max(200), range: z.enum(TIMELINE_RANGES).default('month') }),
  run: async ({ id, range }): Promise<CampaignTimeline> => {
    const pool = getPool();
    const { rows } = await pool.query<{ first_seen: Date; until: Date }>(
      `SELECT c.first_seen,
              greatest(c.last_seen, r.until, (SELECT max(occurred_at) FROM campaign_event e WHERE e.campaign_id = c.id)) AS until
       FROM campaign c LEFT JOIN detection_run r ON r.id = c.run_id WHERE c.id = $1`,
      [id],
    );
    const head = rows[0];
    if (!head) throw new RetortError('not_found', 'There is no such campaign.', { id });
    const { from, to, step } = frameOf(range, head.first_seen.getTime(), head.until.getTime());
    const buckets = Math.round((to - from) / step);
    const span = [id, new Date(from), new Date(to), step / 1000];
    const bucket = (time: string) => `floor(extract(epoch FROM ${time} - $2::timestamptz) / $4::float8)::int`;
    const [traffic, signUps, accountEvents, events, releases] = await Promise.all([
      pool.query<{ bucket: number; capability: number; n: number }>(
        `SELECT ${bucket('hour')} AS bucket, capability, sum(exchanges)::int AS n FROM campaign_hour
         WHERE campaign_id = $1 AND hour >= $2 AND hour < $3 GROUP BY 1, 2`,
        span,
      ),
      pool.query<{ bucket: number; n: number }>(
        `SELECT ${bucket('a.created_at')} AS bucket, count(*)::int AS n
         FROM campaign_account m JOIN account a ON a.key = m.account_key
         WHERE m.campaign_id = $1 AND a.created_at >= $2 AND a.created_at < $3 GROUP BY 1`,
        span,
      ),
      pool.query<{ at: Date; kind: string; accounts: number }>(
        `SELECT min(e.occurred_at) AS at, e.kind, count(DISTINCT e.account_key)::int AS accounts
         FROM campaign_account m JOIN account_event e ON e.account_key = m.account_key
         WHERE m.campaign_id = $1 AND e.occurred_at >= $2 AND e.occurred_at < $3
         GROUP BY ${bucket('e.occurred_at')}, e.kind ORDER BY 1 LIMIT ${MOST_EVENTS}`,
        span,
      ),
      pool.query<{ id: string; at: Date; kind: string; actor: string | null; summary: string }>(
        `SELECT id, occurred_at AS at, kind, actor_name AS actor, summary FROM campaign_event
         WHERE campaign_id = $1 AND occurred_at >= $2 AND occurred_at <= $3 ORDER BY occurred_at DESC LIMIT ${MOST_EVENTS}`,
        span.slice(0, 3),
      ),
      pool.query<{ at: Date; model: string }>(
        `SELECT released_at AS at, name AS model FROM model m WHERE released_at >= $2 AND released_at < $3
           AND EXISTS (SELECT 1 FROM campaign_hour h WHERE h.campaign_id = $1 AND h.model_key = m.key)`,
        span.slice(0, 3),
      ),
    ]);
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      bucket_seconds: step / 1000,
      traffic: CAPABILITIES.flatMap((capability, index) => {
        const rowsOf = traffic.rows.filter((row) => row.capability === index);
        return rowsOf.length > 0 ? [{ capability, buckets: filled(buckets, rowsOf) }] : [];
      }),
      sign_ups: filled(buckets, signUps.rows),
      account_events: accountEvents.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      events: events.rows.map((row) => ({ ...row, at: row.at.toISOString() })).reverse(),
      releases: releases.rows.map(({ at, model }) => ({ at: at.toISOString(), model })),
    };
  },
});

function filled(length: number, rows: readonly { bucket: number; n: number }[]): number[] {
  const values = new Array<number>(length).fill(0);
  for (const { bucket, n } of rows) if (bucket >= 0 && bucket < length) values[bucket] = n;
  return values;
}

/**
 * The stretch that a range shows of a case that was first seen at `first` and is known until `until` (ms), on whole
 * buckets: at most 62 of them, an hour, three, six hours or a day long.
 */
export function frameOf(
  range: TimelineRange,
  first: number,
  until: number,
): { from: number; to: number; step: number } {
  const start = Math.max(first - HOUR, until - SPANS[range]);
  const span = until - start;
  const step = span <= 2.5 * DAY ? HOUR : span <= 7.5 * DAY ? 3 * HOUR : span <= 14 * DAY ? 6 * HOUR : DAY;
  const from = Math.floor(start / step) * step;
  const to = Math.max(from + step, Math.ceil(until / step) * step);
  return { from, to, step };
}

import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { CAPABILITIES } from '@/lib/model/capability';
import { MOST_POINTS } from '@/lib/model/console/account';
import { bucketFor, DAY_MS, HOUR_MS } from '@/lib/model/console/bucket';
import { type CampaignTimeline, TIMELINE_RANGES, type TimelineRange } from '@/lib/model/console/campaign';
import { RetortError } from '@/lib/model/errors';
import { defineQuery } from '@/lib/services/verb';

const SPANS: Record<TimelineRange, number> = {
  life: Number.POSITIVE_INFINITY,
  month: 31 * DAY_MS,
  week: 7 * DAY_MS,
  '48h': 2 * DAY_MS,
};
const MOST_EVENTS = 300;
const LIFE_BUCKETS = 160;

/**
 * The lanes of a campaign over a named range that ends with what is known of it, or from `from` to `to` within its
 * life, in buckets added up by PostgreSQL: the shorter the range the finer, down to the hour of the rollup. Nothing finer is
 * kept of a campaign as a whole; single sessions are in its rhythm. RetortError `not_found`.
 */
export const campaignTimeline = defineQuery({
  name: 'campaign.timeline',
  right: 'read',
  input: z.object({
    id: z.string().max(200),
    range: z.enum(TIMELINE_RANGES).default('month'),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
  }),
  run: async ({ id, range, ...asked }): Promise<CampaignTimeline> => {
    const pool = getPool();
    const { rows } = await pool.query<{ first_seen: Date; until: Date }>(
      `SELECT c.first_seen,
              greatest(c.last_seen, r.until, (SELECT max(occurred_at) FROM campaign_event e WHERE e.campaign_id = c.id)) AS until
       FROM campaign c LEFT JOIN detection_run r ON r.id = c.run_id WHERE c.id = $1`,
      [id],
    );
    const head = rows[0];
    if (!head) throw new RetortError('not_found', 'There is no such campaign.', { id });
    const life = lifeOf(head.first_seen.getTime(), head.until.getTime());
    const { from, to, step } = frameOf(
      asked.from && asked.to ? { from: Date.parse(asked.from), to: Date.parse(asked.to) } : range,
      life,
    );
    const lifeStep = bucketFor(life.to - life.from, LIFE_BUCKETS, HOUR_MS);
    const buckets = Math.round((to - from) / step);
    const span = [id, new Date(from), new Date(to), step / 1000];
    const bucket = (time: string) => `floor(extract(epoch FROM ${time} - $2::timestamptz) / $4::float8)::int`;
    const [whole, traffic, signUps, accountEvents, events, releases] = await Promise.all([
      pool.query<{ bucket: number; n: number }>(
        `SELECT floor(extract(epoch FROM hour - $2::timestamptz) / $3::float8)::int AS bucket, sum(exchanges)::int AS n
         FROM campaign_hour WHERE campaign_id = $1 GROUP BY 1`,
        [id, new Date(life.from), lifeStep / 1000],
      ),
      pool.query<{ bucket: number; capability: number; n: number; rest: number }>(
        `SELECT ${bucket('hour')} AS bucket, capability, sum(harvest)::int AS n, sum(exchanges - harvest)::int AS rest FROM campaign_hour
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
    const total = whole.rows.reduce((sum, { n }) => sum + n, 0);
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      life: {
        from: new Date(life.from).toISOString(),
        to: new Date(life.to).toISOString(),
        bucket_seconds: lifeStep / 1000,
        counts: filled(Math.ceil((life.to - life.from) / lifeStep), whole.rows),
        per_hour: total / ((life.to - life.from) / HOUR_MS),
      },
      bucket_seconds: step / 1000,
      traffic: CAPABILITIES.flatMap((capability, index) => {
        const rowsOf = traffic.rows.filter((row) => row.capability === index && row.n > 0);
        return rowsOf.length > 0 ? [{ capability, buckets: filled(buckets, rowsOf) }] : [];
      }),
      rest: filled(
        buckets,
        traffic.rows.map(({ bucket, rest }) => ({ bucket, n: rest })),
      ),
      sign_ups: filled(buckets, signUps.rows),
      account_events: accountEvents.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      events: events.rows.map((row) => ({ ...row, at: row.at.toISOString() })).reverse(),
      releases: releases.rows.map(({ at, model }) => ({ at: at.toISOString(), model })),
    };
  },
});

function filled(length: number, rows: readonly { bucket: number; n: number }[]): number[] {
  const values = new Array<number>(length).fill(0);
  for (const { bucket, n } of rows)
    if (bucket >= 0 && bucket < length) values[bucket] = (values[bucket] ?? 0) + n;
  return values;
}

interface Stretch {
  from: number;
  to: number;
}

/** From the hour of the first activity to the end of the hour until which the campaign is known, in ms. */
export function lifeOf(first: number, until: number): Stretch {
  const from = Math.floor(first / HOUR_MS) * HOUR_MS;
  return { from, to: Math.max(from + HOUR_MS, Math.ceil(until / HOUR_MS) * HOUR_MS) };
}

/**
 * The stretch of a life that is shown, on whole buckets, and how long they are in ms: an hour, three, six hours or a
 * day, beyond half a year a week or more, and never more than MOST_POINTS of them.
 */
export function frameOf(asked: TimelineRange | Stretch, life: Stretch): Stretch & { step: number } {
  const want = typeof asked === 'string' ? { from: life.to - SPANS[asked], to: life.to } : asked;
  const end = Math.min(Math.max(want.to, life.from + HOUR_MS), life.to);
  // An hour before the first activity, so that it does not stand on the edge.
  const start = Math.max(life.from - HOUR_MS, Math.min(want.from, end - HOUR_MS));
  const span = end - start;
  const step =
    span <= 2.5 * DAY_MS
      ? HOUR_MS
      : span <= 7.5 * DAY_MS
        ? 3 * HOUR_MS
        : span <= 14 * DAY_MS
          ? 6 * HOUR_MS
          : span <= 184 * DAY_MS
            ? DAY_MS
            : bucketFor(span, MOST_POINTS - 2, 7 * DAY_MS);
  const from = Math.floor(start / step) * step;
  return { from, to: Math.max(from + step, Math.ceil(end / step) * step), step };
}

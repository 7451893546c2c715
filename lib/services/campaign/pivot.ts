import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { CampaignPivot } from '@/lib/model/console/campaign';
import { defineQuery } from '@/lib/services/verb';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEFORE_HOURS = 12;
const AFTER_HOURS = 48;
const ENOUGH_AN_HOUR = 15;

/**
 * How the campaign moved to the model released last while it was at work, hour by hour, beside everybody else.
 * The peers are all other traffic, known by day: within the day of the release it is taken as even after it.
 * Null when no model the campaign uses was released during its life.
 */
export const campaignPivot = defineQuery({
  name: 'campaign.pivot',
  right: 'read',
  input: z.object({ id: z.string().max(200) }),
  run: async ({ id }): Promise<{ pivot: CampaignPivot | null }> => {
    const pool = getPool();
    const { rows } = await pool.query<{ key: bigint; name: string; released_at: Date; last_seen: Date }>(
      `SELECT m.key, m.name, m.released_at, c.last_seen FROM campaign c JOIN model m ON m.released_at > c.first_seen
         AND m.released_at < c.last_seen
       WHERE c.id = $1 AND EXISTS (SELECT 1 FROM campaign_hour h WHERE h.campaign_id = c.id AND h.model_key = m.key)
       ORDER BY m.released_at DESC LIMIT 1`,
      [id],
    );
    const model = rows[0];
    if (!model) return { pivot: null };
    const released = model.released_at.getTime();
    const hour0 = Math.floor(released / HOUR) * HOUR;
    const from = hour0 - BEFORE_HOURS * HOUR;
    const to = Math.min(
      hour0 + AFTER_HOURS * HOUR,
      Math.floor(model.last_seen.getTime() / HOUR) * HOUR + HOUR,
    );
    const [hours, days] = await Promise.all([
      pool.query<{ hour: Date; all: number; on: number }>(
        `SELECT hour, sum(exchanges)::int AS all, coalesce(sum(exchanges) FILTER (WHERE model_key = $2), 0)::int AS on
         FROM campaign_hour WHERE campaign_id = $1 AND hour >= $3 AND hour < $4 GROUP BY 1`,
        [id, model.key, new Date(from), new Date(to)],
      ),
      pool.query<DayRow>(PEERS, [id, model.key, new Date(from), new Date(to)]),
    ]);
    const counts = new Map(hours.rows.map((row) => [row.hour.getTime(), row]));
    const total = hours.rows.reduce((sum, row) => sum + row.all, 0);
    const step = total / ((to - from) / HOUR) >= ENOUGH_AN_HOUR ? HOUR : 3 * HOUR;
    const peers = new Map(days.rows.map((row) => [row.day.getTime(), peerShare(row, released)]));
    const points: CampaignPivot['points'] = [];
    for (let t = from; t < to; t += step) {
      const { on, all } = added(counts, t, t + step);
      points.push({
        hour: (t - hour0) / HOUR,
        exchanges: all,
        share: all > 0 ? on / all : null,
        peers: t + step <= released ? 0 : (peers.get(Math.floor(t / DAY) * DAY) ?? null),
      });
    }
    const firstDay = added(counts, hour0, hour0 + DAY);
    const ofPeers = points
      .filter((p) => p.hour >= 0 && p.hour < 24 && p.peers !== null)
      .map((p) => p.peers ?? 0);
    return {
      pivot: {
        model: model.name,
        released_at: model.released_at.toISOString(),
        points,
        share_in_a_day: firstDay.all > 0 ? firstDay.on / firstDay.all : 0,
        peers_in_a_day:
          ofPeers.length > 0 ? ofPeers.reduce((sum, share) => sum + share, 0) / ofPeers.length : null,
      },
    };
  },
});

interface DayRow {
  day: Date;
  all: number;
  on: number;
}

function added(
  counts: Map<number, { all: number; on: number }>,
  from: number,
  to: number,
): { all: number; on: number } {
  let all = 0;
  let on = 0;
  for (let t = from; t < to; t += HOUR) {
    all += counts.get(t)?.all ?? 0;
    on += counts.get(t)?.on ?? 0;
  }
  return { all, on };
}

/** The share on the model among others on one day, of the part of the day in which it could be used. */
export function peerShare({ day, all, on }: DayRow, released: number): number | null {
  const possible = Math.min(1, Math.max(0, (day.getTime() + DAY - released) / DAY));
  const base = all * possible;
  return base > 0 ? Math.min(1, on / base) : null;
}

// All traffic of a day less the campaign's own.
const PEERS = `
  WITH own AS (
    SELECT (hour AT TIME ZONE 'UTC')::date AS day, sum(exchanges) AS all,
           coalesce(sum(exchanges) FILTER (WHERE model_key = $2), 0) AS on
    FROM campaign_hour WHERE campaign_id = $1 AND hour >= $3::timestamptz - interval '1 day' AND hour < $4::timestamptz + interval '1 day'
    GROUP BY 1)
  SELECT d.day::timestamp AT TIME ZONE 'UTC' AS day,
         greatest(sum(d.exchanges) - coalesce(max(own.all), 0), 0)::float8 AS all,
         greatest(coalesce(sum(d.exchanges) FILTER (WHERE d.model_key = $2), 0) - coalesce(max(own.on), 0), 0)::float8 AS on
  FROM capability_day d LEFT JOIN own ON own.day = d.day
  WHERE d.day >= ($3::timestamptz AT TIME ZONE 'UTC')::date AND d.day <= ($4::timestamptz AT TIME ZONE 'UTC')::date
  GROUP BY d.day`;

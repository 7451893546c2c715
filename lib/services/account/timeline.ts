import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { capabilityAt } from '@/lib/model/capability';
import { type AccountTimeline, MOST_POINTS } from '@/lib/model/console/account';
import { bucketFor, HOUR_MS } from '@/lib/model/console/bucket';
import { entityId, ORDER_KINDS } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { defineQuery } from '@/lib/services/verb';
import { OWN_DECISIONS } from './row';

/** Up to this many exchanges in a range are drawn one by one. */
const MOST_MARKS = 400;
const MOST_BUCKETS = 96;
const LIFE_BUCKETS = 160;
/** Finer than the hours of the rollup only while a range is short enough to read its exchanges. */
const FINE_RANGE_MS = 6 * HOUR_MS;

/**
 * One account's traffic, limits, bans, detections and decisions over a range of time (default: its whole life), as marks
 * where its exchanges are few and as counts by bucket where they are many. Traffic comes from the rollup by
 * hour; exchanges themselves are read only for marks and for ranges of a few hours.
 */
export const accountTimeline = defineQuery({
  name: 'account.timeline',
  right: 'read',
  input: z.object({
    id: entityId,
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
    /** Seconds before `to`, in place of `from`. */
    span: z.coerce.number().int().min(60).optional(),
  }),
  run: async ({ id, from, to, span }): Promise<AccountTimeline> => {
    const pool = getPool();
    const key = accountKey(id);
    const life = await lifeOf(id, key);
    const end = to ? Date.parse(to) : life.to;
    const range = clampRange(life, from ? Date.parse(from) : span ? end - span * 1000 : life.from, end);
    const within = [key, new Date(range.from), new Date(range.to)];
    const fine = range.to - range.from <= FINE_RANGE_MS;
    const hours = await pool.query<HourRow>(HOURS, [key]);
    const inRange = hours.rows.filter((row) => {
      const at = row.hour.getTime();
      return at + HOUR_MS > range.from && at < range.to;
    });
    const total = inRange.reduce((sum, row) => sum + row.exchanges, 0);
    const marks = total <= MOST_MARKS ? await pool.query<MarkRow>(MARKS, within) : null;
    const bucketMs = bucketFor(range.to - range.from, MOST_BUCKETS, fine ? undefined : HOUR_MS);
    const counted = marks
      ? []
      : fine
        ? await fineBuckets(within, bucketMs)
        : coarseBuckets(inRange, range, bucketMs);
    const [models, events, detections, decisions, releases] = await Promise.all([
      modelNames(marks?.rows ?? []),
      pool.query<EventRow>(EVENTS, [...within, bucketMs / 1000]),
      pool.query<{ at: Date; text: string }>(DETECTIONS, within),
      pool.query<{ at: Date; kind: string; actor: string; campaign: string | null }>(DECISIONS, within),
      pool.query<{ at: Date; model: string }>(
        'SELECT released_at AS at, name AS model FROM model WHERE released_at BETWEEN $1 AND $2 ORDER BY 1 LIMIT 20',
        within.slice(1),
      ),
    ]);
    return {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      born: new Date(life.from).toISOString(),
      ended: new Date(life.to).toISOString(),
      exchanges: marks ? marks.rows.length : fine ? sum(counted.map(({ exchanges }) => exchanges)) : total,
      marks:
        marks?.rows.map((row) => ({
          at: row.at.toISOString(),
          capability: capabilityAt(row.capability),
          model: models.findIndex(({ key: known }) => known === row.model_key),
        })) ?? null,
      bucket_seconds: bucketMs / 1000,
      buckets: counted.slice(0, MOST_POINTS * 3),
      models: models.map(({ name }) => name),
      sought: ranked(hours.rows),
      life: lifeCounts(hours.rows, life),
      events: events.rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
      detections: detections.rows.map(({ at, text }) => ({ at: at.toISOString(), text })),
      decisions: decisions.rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
      releases: releases.rows.map(({ at, model }) => ({ at: at.toISOString(), model })),
      hours_of_day: hoursOfDay(inRange),
    };
  },
});

interface Range {
  from: number;
  to: number;
}

interface HourRow {
  hour: Date;
  capability: number;
  exchanges: number;
}

interface MarkRow {
  at: Date;
  capability: number;
  model_key: bigint;
}

interface EventRow {
  at: Date;
  kind: string;
  source: string;
  reason: string | null;
  count: number;
}

const HOURS = `
  SELECT hour, capability, sum(exchanges)::int AS exchanges FROM account_hour
   WHERE account_key = $1 GROUP BY hour, capability ORDER BY hour`;

const MARKS = `
  SELECT occurred_at AS at, capability, model_key FROM exchange
   WHERE account_key = $1 AND occurred_at BETWEEN $2 AND $3 ORDER BY occurred_at, id LIMIT ${MOST_MARKS}`;

// Rate limits come in swarms: one mark a bucket and kind.
const EVENTS = `
  SELECT min(occurred_at) AS at, kind, source, (array_agg(reason ORDER BY occurred_at DESC))[1] AS reason, count(*)::int AS count
    FROM account_event WHERE account_key = $1 AND occurred_at BETWEEN $2 AND $3
   GROUP BY kind, source, floor(extract(epoch FROM occurred_at) / $4::float8)
   ORDER BY 1 LIMIT 200`;

const DETECTIONS = `
  SELECT * FROM (
    SELECT c.detected_at AS at, c.title || ' detected' AS text
      FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id WHERE m.account_key = $1
    UNION ALL
    SELECT m.joined_at, 'member ' || to_char(least(m.membership, 0.99), 'FM0.00')
      FROM campaign_account m WHERE m.account_key = $1) d
   WHERE at BETWEEN $2 AND $3 ORDER BY at LIMIT 50`;

/** A batch decides about those to whom it gave orders, not about its whole campaign. */
const ORDERED = ORDER_KINDS.map((kind) => `'${kind}'`).join(', ');

const DECISIONS = `
  SELECT d.decided_at AS at, d.kind, d.actor_name AS actor, c.title AS campaign
    FROM decision d LEFT JOIN campaign c ON c.id = d.campaign_id
   WHERE d.id IN (
           SELECT id FROM ${OWN_DECISIONS} own
           UNION SELECT id FROM decision WHERE account_key IS NULL AND kind NOT IN (${ORDERED})
                    AND campaign_id IN (SELECT campaign_id FROM campaign_account WHERE account_key = $1))
     AND d.decided_at BETWEEN $2 AND $3 ORDER BY 1 LIMIT 100`;

/** From sign-up, or the first exchange, to the last thing known of the account, in whole hours. */
async function lifeOf(id: string, key: bigint): Promise<Range> {
  const { rows } = await getPool().query<{ born: Date | null; ended: Date | null }>(
    `SELECT least(created_at, first_seen) AS born,
            greatest(last_seen, created_at, status_at, (SELECT max(occurred_at) FROM account_event WHERE account_key = $1),
              (SELECT max(decided_at) FROM decision WHERE id IN ${OWN_DECISIONS})) AS ended
       FROM account WHERE key = $1`,
    [key],
  );
  const row = rows[0];
  if (!row) throw new RetortError('not_found', `There is no account ${id}.`, { entity: 'account', id });
  const born = Math.floor((row.born ?? row.ended ?? new Date(0)).getTime() / HOUR_MS) * HOUR_MS;
  const ended = Math.ceil((row.ended ?? new Date(born)).getTime() / HOUR_MS + 0.001) * HOUR_MS;
  return { from: born, to: Math.max(ended, born + HOUR_MS) };
}

function clampRange(life: Range, from: number, to: number): Range {
  const end = Math.min(Math.max(to, life.from + 60_000), life.to);
  return { from: Math.max(Math.min(from, end - 60_000), life.from), to: end };
}

async function fineBuckets(within: unknown[], bucketMs: number): Promise<AccountTimeline['buckets']> {
  const { rows } = await getPool().query<{ capability: number; at: number; exchanges: number }>(
    `SELECT capability, floor(extract(epoch FROM occurred_at - $2::timestamptz) * 1000 / $4::float8)::int AS at, count(*)::int AS exchanges
       FROM exchange WHERE account_key = $1 AND occurred_at BETWEEN $2 AND $3 GROUP BY 1, 2 ORDER BY 2, 1`,
    [...within, bucketMs],
  );
  return rows.map((row) => ({ ...row, capability: capabilityAt(row.capability) }));
}

function coarseBuckets(
  rows: readonly HourRow[],
  { from }: Range,
  bucketMs: number,
): AccountTimeline['buckets'] {
  const sums = new Map<string, AccountTimeline['buckets'][number]>();
  for (const row of rows) {
    const at = Math.max(0, Math.floor((row.hour.getTime() - from) / bucketMs));
    const place = `${at} ${row.capability}`;
    const bucket = sums.get(place);
    if (bucket) bucket.exchanges += row.exchanges;
    else sums.set(place, { capability: capabilityAt(row.capability), at, exchanges: row.exchanges });
  }
  return [...sums.values()].sort((a, b) => a.at - b.at);
}

async function modelNames(marks: readonly MarkRow[]): Promise<{ key: bigint; name: string }[]> {
  const keys = [...new Set(marks.map((mark) => mark.model_key))];
  if (keys.length === 0) return [];
  const { rows } = await getPool().query<{ key: bigint; name: string }>(
    `SELECT key, name FROM model WHERE key = ANY($1::bigint[]) ORDER BY coalesce(released_at, first_seen), name`,
    [keys],
  );
  return rows;
}

function ranked(rows: readonly HourRow[]): AccountTimeline['sought'] {
  const sums = new Map<number, number>();
  for (const row of rows) sums.set(row.capability, (sums.get(row.capability) ?? 0) + row.exchanges);
  return [...sums]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([index, exchanges]) => ({ capability: capabilityAt(index), exchanges }));
}

function lifeCounts(rows: readonly HourRow[], life: Range): AccountTimeline['life'] {
  const bucketMs = bucketFor(life.to - life.from, LIFE_BUCKETS, HOUR_MS);
  const counts = Array<number>(Math.ceil((life.to - life.from) / bucketMs)).fill(0);
  for (const row of rows) {
    const at = Math.floor((row.hour.getTime() - life.from) / bucketMs);
    if (at >= 0 && at < counts.length) counts[at] = (counts[at] ?? 0) + row.exchanges;
  }
  return { bucket_seconds: bucketMs / 1000, counts };
}

function hoursOfDay(rows: readonly HourRow[]): number[] {
  const counts = Array<number>(24).fill(0);
  for (const row of rows)
    counts[row.hour.getUTCHours()] = (counts[row.hour.getUTCHours()] ?? 0) + row.exchanges;
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

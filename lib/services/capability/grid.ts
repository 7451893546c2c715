import { getPool } from '@/lib/db/pool';
import { CAPABILITIES } from '@/lib/model/capability';
import { type CapabilityGrid, capabilityFilter } from '@/lib/model/console/capability';
import { defineQuery } from '@/lib/services/verb';
import {
  type CapabilityFilter,
  DAY_MS,
  type Days,
  dataSpan,
  daysOf,
  dayText,
  narrowed,
  whereOf,
} from './where';

/** Up to so many days the grid goes by day, beyond by week. */
const MOST_DAYS = 35;
/** Buckets before the range that it is compared with. */
const BEFORE = { day: 14, week: 12 } as const;
const WEEK_MS = 7 * DAY_MS;
/** 5 January 1970 was a Monday. */
const MONDAY_MS = 4 * DAY_MS;

/** Traffic by day or week and capability: what campaigns harvest, or everything. From the rollups. */
export const capabilityGridQuery = defineQuery({
  name: 'capability.grid',
  right: 'read',
  input: capabilityFilter,
  run: async (filter): Promise<CapabilityGrid> => {
    const span = await dataSpan();
    const models = await modelNames();
    if (!span) {
      return {
        unit: 'day',
        buckets: [],
        shown_from: 0,
        rows: [],
        releases: [],
        span: null,
        days: [],
        models,
      };
    }
    const days = daysOf(filter, span);
    const unit = (days.to - days.from) / DAY_MS < MOST_DAYS ? 'day' : 'week';
    const { starts, shownFrom } = bucketsOf(days, span, unit);
    const first = starts[0] ?? days.from;
    // All of the span at once: what lies outside the buckets is drawn under the brush.
    const counts = await daily(filter, span);
    const perDay = new Array<number>(Math.round((span.to - span.from) / DAY_MS) + 1).fill(0);
    const width = unit === 'day' ? DAY_MS : WEEK_MS;
    const rows = CAPABILITIES.map((capability) => ({ capability, exchanges: starts.map(() => 0) }));
    for (const { day, capability, exchanges } of counts) {
      const place = Math.round((Date.parse(day) - span.from) / DAY_MS);
      perDay[place] = (perDay[place] ?? 0) + exchanges;
      if (Date.parse(day) > days.to) continue;
      const at = Math.floor((Date.parse(day) - first) / width);
      const row = rows[capability]?.exchanges;
      if (row && at in row) row[at] = (row[at] ?? 0) + exchanges;
    }
    const releases = await getPool().query<{ at: Date; model: string }>(
      `SELECT released_at AS at, name AS model FROM model
        WHERE released_at >= $1 AND released_at < $2 ORDER BY 1 LIMIT 20`,
      [new Date(starts[shownFrom] ?? first), new Date(days.to + DAY_MS)],
    );
    return {
      unit,
      buckets: starts.map(dayText),
      shown_from: shownFrom,
      rows,
      releases: releases.rows.map(({ at, model }) => ({ at: at.toISOString(), model })),
      span: { from: dayText(span.from), to: dayText(span.to) },
      days: perDay,
      models,
    };
  },
});

/** The first days of the buckets that hold the range and of those before it that there are. */
function bucketsOf(days: Days, span: Days, unit: 'day' | 'week'): { starts: number[]; shownFrom: number } {
  const width = unit === 'day' ? DAY_MS : WEEK_MS;
  const startOf = (t: number) =>
    unit === 'day' ? t : Math.floor((t - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;
  const shown = startOf(days.from);
  const first = Math.max(startOf(span.from), shown - BEFORE[unit] * width);
  const starts: number[] = [];
  for (let t = first; t <= days.to; t += width) starts.push(t);
  return { starts, shownFrom: Math.round((shown - first) / width) };
}

interface Count {
  day: string;
  capability: number;
  exchanges: number;
}

async function daily(filter: CapabilityFilter, { from, to }: Days): Promise<Count[]> {
  const { statuses, models, pathways } = whereOf(filter);
  const { rows } =
    filter.scope === 'all'
      ? await getPool().query<Count>(
          `SELECT c.day::text AS day, c.capability, sum(c.exchanges)::float8 AS exchanges FROM capability_day c
            WHERE c.day BETWEEN $1 AND $2 AND ${narrowed('c', 3, 4)} GROUP BY 1, 2`,
          [dayText(from), dayText(to), models, pathways],
        )
      : await getPool().query<Count>(
          `SELECT c.day::text AS day, c.capability, sum(c.harvest)::float8 AS exchanges
             FROM campaign_day c JOIN campaign g ON g.id = c.campaign_id
            WHERE g.status = ANY($5::text[]) AND c.day BETWEEN $1 AND $2 AND ${narrowed('c', 3, 4)} GROUP BY c.day, c.capability`,
          [dayText(from), dayText(to), models, pathways, statuses],
        );
  return rows;
}

async function modelNames(): Promise<string[]> {
  const { rows } = await getPool().query<{ name: string }>(
    'SELECT name FROM model WHERE first_seen IS NOT NULL ORDER BY coalesce(released_at, first_seen) DESC, name LIMIT 50',
  );
  return rows.map(({ name }) => name);
}

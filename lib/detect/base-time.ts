import type { PoolClient } from 'pg';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where bases may lie: period and first moment of the day (UTC), coarsest first, away from the hours at which days are closed. */
const GRIDS: readonly { period: number; first: number }[] = [
  { period: 12 * HOUR, first: 9 * HOUR },
  { period: 3 * HOUR, first: 0 },
  { period: HOUR, first: 0 },
];

/** Largest share of the window's exchanges that may have come after the base. */
const MOST_AFTER = 0.04;

/** Exchanges by the hour they began in (milliseconds), whole hours before `until` only, and since the last of those. */
export interface Traffic {
  hours: readonly { at: number; exchanges: number }[];
  rest: number;
}

/**
 * The moment at or before `until` at which a run judges groups anew; what came since is added to that. The coarsest moment
 * after which hardly any of the window's exchanges came, so that most runs share one base, while a young or fast-growing world
 * is judged as of `until`. Depends on the exchanges' own times alone.
 */
export function baseTime(until: number, windowDays: number, { hours, rest }: Traffic): number {
  const since = until - windowDays * DAY;
  const total = hours.reduce((sum, { at, exchanges }) => sum + (at > since ? exchanges : 0), rest);
  for (const { period, first } of GRIDS) {
    const at = Math.floor((until - first) / period) * period + first;
    const after = hours.reduce((sum, hour) => sum + (hour.at >= at ? hour.exchanges : 0), rest);
    // Just before the hour, so that whole hours tell what is known then.
    if (total > 0 && after <= MOST_AFTER * total) return at - 1;
  }
  return until;
}

/** Reads what {@link baseTime} goes by, without anything later than `until`. */
export async function readTraffic(tx: PoolClient, until: number, windowDays: number): Promise<Traffic> {
  const whole = Math.floor(until / HOUR) * HOUR;
  const { rows } = await tx.query<{ hour: Date; exchanges: number }>(
    `SELECT hour, exchanges::float8 AS exchanges FROM traffic_hour WHERE hour >= $1 AND hour < $2 ORDER BY hour`,
    [new Date(whole - (windowDays + 1) * DAY), new Date(whole)],
  );
  const rest = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM exchange WHERE occurred_at >= $1 AND occurred_at <= $2',
    [new Date(whole), new Date(until)],
  );
  return {
    hours: rows.map(({ hour, exchanges }) => ({ at: hour.getTime(), exchanges })),
    rest: rest.rows[0]?.n ?? 0,
  };
}

import type { PoolClient } from 'pg';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const MINUTE = 60_000;

/** Where bases may lie: period and first moment of the day (UTC), coarsest first, away from the hours at which days are closed. */
const GRIDS: readonly { period: number; first: number }[] = [
  { period: 12 * HOUR, first: 9 * HOUR },
  { period: 6 * HOUR, first: 3 * HOUR },
  ...[180, 120, 60, 30, 15, 10, 5].map((minutes) => ({ period: minutes * MINUTE, first: 0 })),
];
/** Every grid within an hour is made of these. */
const STEP = 5 * MINUTE;

/** Largest share of the window's exchanges that may have come after the base. */
const MOST_AFTER = 0.04;

/** What judging anew takes, in milliseconds for each exchange of the window: worlds of 100,000 to 150,000 took 57 to 84 µs. */
const JUDGING_MS = 0.08;
/** Share of a core that may go into judging anew, in percent. */
const USUAL_CORE = 10;

/**
 * RETORT_DETECT_CORE as a share: percent of a core that may go into judging groups anew, from 0 (as rarely as it may be) to 100.
 * Throws an Error with a sentence for anything else.
 */
export function judgingShare(value: string | undefined): number {
  const percent = value === undefined || value === '' ? USUAL_CORE : Number(value);
  if (percent >= 0 && percent <= 100) return percent / 100;
  throw new Error('RETORT_DETECT_CORE must be a number of percent of a core, from 0 to 100.');
}

/** How many exchanges may be judged each time within as many milliseconds, on this share of a core. */
export function affordableExchanges(
  period: number,
  share: number = judgingShare(process.env.RETORT_DETECT_CORE),
): number {
  return Math.floor((share * period) / JUDGING_MS);
}

/**
 * Exchanges by the hour they began in (milliseconds), for whole hours before `until`; after those by five minutes; and since the last
 * of all these.
 */
export interface Traffic {
  hours: readonly { at: number; exchanges: number }[];
  rest: number;
}

/**
 * The moment at or before `until` at which a run judges groups anew; what came since is added to that. The nearest moment of the finest grid
 * on which judging anew costs no more than `share` of a core: so a small world is judged anew every few minutes, and a large one as often as that
 * is worth. Nearer where more than a few of the window's exchanges came since, as in a young or fast-growing world. Depends
 * on the exchanges' own times alone, so that every run at one `until` has the same.
 */
export function baseTime(
  until: number,
  windowDays: number,
  { hours, rest }: Traffic,
  share: number = judgingShare(process.env.RETORT_DETECT_CORE),
): number {
  const since = until - windowDays * DAY;
  const total = hours.reduce((sum, { at, exchanges }) => sum + (at > since ? exchanges : 0), rest);
  const affordable = GRIDS.filter(({ period }) => total <= affordableExchanges(period, share)).length;
  for (const { period, first } of GRIDS.slice(Math.max(0, affordable - 1))) {
    const at = Math.floor((until - first) / period) * period + first;
    const after = hours.reduce((sum, hour) => sum + (hour.at >= at ? hour.exchanges : 0), rest);
    // Just before the step, so that whole steps tell what is known then.
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
  const recent = await tx.query<{ step: number; n: number }>(
    `SELECT floor(extract(epoch FROM occurred_at - $1) * 1000 / ${STEP})::int AS step, count(*)::int AS n FROM exchange
      WHERE occurred_at >= $1 AND occurred_at <= $2 GROUP BY 1 ORDER BY 1`,
    [new Date(whole), new Date(until)],
  );
  const open = Math.floor((until - whole) / STEP);
  return {
    hours: [
      ...rows.map(({ hour, exchanges }) => ({ at: hour.getTime(), exchanges })),
      ...recent.rows
        .filter(({ step }) => step < open)
        .map(({ step, n }) => ({ at: whole + step * STEP, exchanges: n })),
    ],
    rest: recent.rows.find(({ step }) => step === open)?.n ?? 0,
  };
}

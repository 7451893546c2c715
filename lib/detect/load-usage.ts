import type { PoolClient } from 'pg';
import { seeded } from '@/lib/model/random';
import type { Group } from './group';
import type { Snapshot, Usage } from './snapshot';
import { sample } from './statistics';

/** Ordinary accounts whose use is loaded for comparison. */
const REFERENCE = 1_000;
/** Upper bounds of the classes of length, in tokens; the last class is open. */
export const LENGTHS = [64, 256, 1024, 4096, 16_384] as const;

/** The time of day as an angle. */
const ANGLE = 'extract(hour FROM h.hour) * pi() / 12';

/**
 * How much members of the groups, and a seeded sample of all accounts, use what they have: from the rollup by hour, by
 * account key, so that the cost follows the number of accounts asked for and not the size of the window. The hour in which
 * the window ends is left out, because records that come later would still move it.
 */
export async function loadUsage(
  tx: PoolClient,
  world: Snapshot,
  groups: readonly Group[],
): Promise<Map<number, Usage>> {
  const wanted = new Set(sample([...world.accounts.keys()], REFERENCE, seeded(1)));
  for (const { members } of groups) for (const { account } of members) wanted.add(account);
  const position = new Map([...wanted].map((account) => [world.accounts[account]?.key as bigint, account]));
  const classes = (column: string) =>
    `ARRAY[${[...LENGTHS, null]
      .map((top, i) => {
        const low = i === 0 ? '' : `${column} > ${LENGTHS[i - 1]} * n`;
        const high = top === null ? '' : `${column} <= ${top} * n`;
        return `coalesce(sum(n) FILTER (WHERE ${column} > 0${low && ` AND ${low}`}${high && ` AND ${high}`}), 0)::int`;
      })
      .join(', ')}]`;
  const added = (column: string) =>
    `ARRAY[${[...LENGTHS, null].map((_, i) => `sum(${column}[${i + 1}])::int`).join(', ')}]`;
  const { rows } = await tx.query<{
    account_key: bigint;
    hours: number;
    busiest: number;
    first_day: number | null;
    rpm_limit: number | null;
    resultant: number;
    pairs: number;
    asked: number[];
    answered: number[];
  }>(
    `SELECT account_key, sum(hours)::int AS hours, max(busiest)::int AS busiest, max(rpm_limit) AS rpm_limit, sum(first_day)::int AS first_day,
            sum(x) ^ 2 + sum(y) ^ 2 - sum(x ^ 2 + y ^ 2) AS resultant, sum(hours) ^ 2 - sum(hours ^ 2) AS pairs,
            ${added('asked')} AS asked, ${added('answered')} AS answered
       FROM (
     SELECT h.account_key, date_trunc('day', h.hour) AS day, count(*)::float8 AS hours, max(h.n)::int AS busiest, max(a.rpm_limit) AS rpm_limit,
            sum(cos(${ANGLE})) AS x, sum(sin(${ANGLE})) AS y,
            sum(h.n) FILTER (WHERE h.hour < a.created_at + interval '24 hours')::int AS first_day,
            ${classes('input')} AS asked, ${classes('output')} AS answered
       FROM (SELECT account_key, hour, sum(exchanges)::int AS n, sum(input_tokens::float8) AS input, sum(output_tokens::float8) AS output
               FROM account_hour
              WHERE account_key = ANY($1::bigint[]) AND hour >= $2 AND hour < date_trunc('hour', $3::timestamptz)
              GROUP BY 1, 2) h
       JOIN account a ON a.key = h.account_key
      GROUP BY 1, 2) d
      GROUP BY 1`,
    [[...position.keys()], new Date(world.since), new Date(world.until)],
  );
  return new Map(
    rows.map((row) => [
      position.get(row.account_key) as number,
      {
        hours: row.hours,
        busiestHour: row.busiest,
        firstDay: row.first_day ?? 0,
        rpmLimit: row.rpm_limit,
        hoursKept: row.pairs > 0 ? row.resultant / row.pairs : 0,
        hoursPairs: row.pairs / 2,
        asked: row.asked,
        answered: row.answered,
      },
    ]),
  );
}

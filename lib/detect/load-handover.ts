import type { PoolClient } from 'pg';
import type { Handover, Snapshot } from './snapshot';

/** How far around an event the others' harvest is counted, in seconds: a relay retries at once, people and job queues later. */
export const REACH = { limit: 15, ban: 1800 } as const;
/** Events of a kind that are looked at in a group; more would only cost. */
const MOST_EVENTS = 400;

/**
 * What the other members' harvest does just before and just after a member is limited (HTTP 429) or banned. Events closer
 * together than the reach count once, so that one ban of many accounts is one event. Needs the temporary
 * tables of markGroups and readTraffic.
 */
export async function loadHandovers(
  tx: PoolClient,
  world: Snapshot,
  groups: number,
): Promise<{ limits: Handover[]; bans: Handover[] }[]> {
  const result = Array.from({ length: groups }, () => ({ limits: [] as Handover[], bans: [] as Handover[] }));
  await tx.query('DROP TABLE IF EXISTS happening');
  const { rowCount } = await tx.query(
    `CREATE TEMP TABLE happening ON COMMIT DROP AS
     SELECT grp, account_key, at, ban FROM (
       SELECT *, row_number() OVER (PARTITION BY grp ORDER BY hashfloat8(at), at) AS place FROM (
         SELECT DISTINCT ON (grp, floor(at / ${2 * REACH.limit})) grp, account_key, at, false AS ban
           FROM traffic WHERE limited ORDER BY grp, floor(at / ${2 * REACH.limit}), at) limits) picked
      WHERE place <= ${MOST_EVENTS}
     UNION ALL
     SELECT * FROM (SELECT DISTINCT ON (grp, floor(at / ${2 * REACH.ban})) grp, account_key, at, true FROM (
       SELECT m.grp, m.account_key, extract(epoch FROM v.occurred_at - $1::timestamptz)::float8 AS at
         FROM member m JOIN account_event v ON v.account_key = m.account_key AND v.occurred_at > $1 AND v.occurred_at <= $2
        WHERE v.kind IN ('banned', 'suspended')) bans
      ORDER BY grp, floor(at / ${2 * REACH.ban}), at) thinned`,
    [new Date(world.since), new Date(world.until)],
  );
  if (rowCount === 0) return result;
  await tx.query('ANALYZE happening');
  const near = (ban: boolean) => {
    const reach = ban ? REACH.ban : REACH.limit;
    return `SELECT v.grp, v.ban, count(*) FILTER (WHERE t.at < v.at)::int AS before, count(*) FILTER (WHERE t.at > v.at)::int AS after
       FROM (SELECT *, floor(at / ${reach})::int + near AS slot FROM happening CROSS JOIN generate_series(-1, 1) near WHERE ban = ${ban}) v
       JOIN traffic t ON t.grp = v.grp AND floor(t.at / ${reach})::int = v.slot
      WHERE t.harvest AND NOT t.limited AND t.account_key <> v.account_key AND abs(t.at - v.at) <= ${reach}
      GROUP BY v.grp, v.ban, v.account_key, v.at`;
  };
  const { rows } = await tx.query<{ grp: number; ban: boolean; before: number; after: number }>(
    `${near(false)} UNION ALL ${near(true)}`,
  );
  for (const { grp, ban, before, after } of rows)
    result[grp]?.[ban ? 'bans' : 'limits'].push({ before, after });
  return result;
}

import type { PoolClient } from 'pg';
import type { Phase, Snapshot } from './snapshot';

const BIN_SECONDS = 6 * 3600;

/**
 * How each group's traffic developed, in steps of six hours and by capability: how much was refused, how much came in the
 * group's scaffolds, and how many different openings it had. Needs the temporary
 * table of readTraffic. Ordered by time.
 */
export async function loadPhases(tx: PoolClient, world: Snapshot, groups: number): Promise<Phase[][]> {
  const result: Phase[][] = Array.from({ length: groups }, () => []);
  const { rows } = await tx.query<Omit<Phase, 'at'> & { grp: number; bin: number }>(
    `SELECT grp, floor(at / ${BIN_SECONDS})::int AS bin, capability, count(*)::int AS exchanges,
            count(*) FILTER (WHERE refused)::int AS refused, count(*) FILTER (WHERE harvest)::int AS harvest,
            count(DISTINCT opening)::int AS openings
       FROM traffic
      GROUP BY 1, 2, 3 HAVING count(*) FILTER (WHERE refused) > 0 OR count(*) FILTER (WHERE harvest) > 0
      ORDER BY 1, 2, 3`,
  );
  for (const { grp, bin, ...counts } of rows)
    result[grp]?.push({ at: world.since + bin * BIN_SECONDS * 1000, ...counts });
  return result;
}

import type { PoolClient } from 'pg';
import type { Group } from './group';
import { loadHandovers } from './load-handover';
import { readTraffic } from './load-mark';
import { loadPhases } from './load-phases';
import { loadReports } from './load-reports';
import { loadUsage } from './load-usage';
import type { Rhythm, Snapshot } from './snapshot';

export { HARVEST, HARVEST_JOINS, markGroups } from './load-mark';

/** A pause that ends a session where records name none. */
const PAUSE_SECONDS = 1800;

/**
 * What signals need of candidates only, in the order of the groups, which {@link markGroups} has written down: session
 * starts, what happened around limits and bans, how the traffic developed, how accounts use what they have, and what other
 * providers reported. One scan of the members' rows.
 */
export async function loadRhythms(
  tx: PoolClient,
  world: Snapshot,
  groups: readonly Group[],
): Promise<Rhythm[]> {
  await readTraffic(tx, world);
  const starts = await loadStarts(tx, world, groups);
  const handovers = await loadHandovers(tx, world, groups.length);
  const phases = await loadPhases(tx, world, groups.length);
  const usage = await loadUsage(tx, world, groups);
  const reports = await loadReports(tx, world);
  return starts.map((rhythm, i) => ({
    ...rhythm,
    handovers: handovers[i] as NonNullable<Rhythm['handovers']>,
    phases: phases[i] as NonNullable<Rhythm['phases']>,
    usage,
    reports,
  }));
}

/** Starts of harvest sessions of each member: named sessions, else runs without a pause of half an hour. */
async function loadStarts(tx: PoolClient, world: Snapshot, groups: readonly Group[]): Promise<Rhythm[]> {
  const position = new Map(world.accounts.map((account, i) => [account.key, i]));
  const rhythms: Rhythm[] = groups.map(() => ({ starts: new Map() }));
  const { rows } = await tx.query<{ grp: number; account_key: bigint; starts: number[] }>(
    `WITH start AS (
       SELECT grp, account_key, floor(min(at))::int AS second FROM traffic
        WHERE harvest AND session_key IS NOT NULL GROUP BY grp, account_key, session_key
       UNION ALL
       SELECT grp, account_key, floor(at)::int FROM (
         SELECT grp, account_key, at, at - lag(at) OVER (PARTITION BY grp, account_key ORDER BY at) AS pause
           FROM traffic WHERE harvest AND session_key IS NULL) loose
        WHERE pause IS NULL OR pause > ${PAUSE_SECONDS})
     SELECT grp, account_key, array_agg(second ORDER BY second) AS starts FROM start GROUP BY grp, account_key ORDER BY grp, account_key`,
  );
  for (const row of rows) rhythms[row.grp]?.starts.set(position.get(row.account_key) as number, row.starts);
  return rhythms;
}

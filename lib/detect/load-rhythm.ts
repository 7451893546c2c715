import type { PoolClient } from 'pg';
import type { Exchanges } from './exchanges';
import type { Group } from './group';
import { handoversOf, loadBans } from './load-handover';
import { Marked, marksOf } from './load-mark';
import { phasesOf } from './load-phases';
import { loadReports } from './load-reports';
import { loadUsage } from './load-usage';
import type { Rhythm, Snapshot } from './snapshot';

/** A pause that ends a session where records name none. */
const PAUSE_SECONDS = 1800;

/** The exchanges of a group's members, by account and time. */
export interface GroupTraffic {
  /** Places in the columns. */
  places: Int32Array;
  /** Positions of accounts. */
  account: Int32Array;
  /** Seconds since the window began. */
  at: Float64Array;
  /** 1 for what is harvest of the group. */
  harvest: Uint8Array;
}

/**
 * What signals need of candidates only, in the order of the groups: session starts, what happened around limits and bans, how
 * the traffic developed, how accounts use what they have, and what other providers reported. Each is made anew whenever it is asked for:
 * of thousands of groups at once they take more than the exchanges.
 */
export async function loadRhythms(
  tx: PoolClient,
  world: Snapshot,
  exchanges: Exchanges,
  groups: readonly Group[],
): Promise<(() => Rhythm)[]> {
  const bans = await loadBans(tx, world);
  const usage = await loadUsage(tx, world, groups);
  const reports = await loadReports(tx, world);
  const marked = new Marked(exchanges);
  return groups.map((group) => () => {
    const traffic = trafficOf(world, exchanges, group, marked);
    return {
      starts: startsOf(exchanges, traffic),
      handovers: handoversOf(exchanges, group, traffic, bans),
      phases: phasesOf(world, exchanges, traffic),
      usage,
      reports,
    };
  });
}

function trafficOf(world: Snapshot, exchanges: Exchanges, group: Group, marked: Marked): GroupTraffic {
  const { from } = exchanges;
  const members = group.members.map(({ account }) => account).sort((a, b) => a - b);
  let count = 0;
  for (const account of members) count += (from[account + 1] as number) - (from[account] as number);
  const traffic = {
    places: new Int32Array(count),
    account: new Int32Array(count),
    at: new Float64Array(count),
    harvest: new Uint8Array(count),
  };
  marked.use(marksOf(world, group));
  let next = 0;
  for (const account of members) {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      traffic.places[next] = i;
      traffic.account[next] = account;
      traffic.at[next] = ((exchanges.at[i] as number) - world.since * 1000) / 1e6;
      traffic.harvest[next] = marked.at(i) ? 1 : 0;
      next++;
    }
  }
  return traffic;
}

/** Starts of harvest sessions of each member: named sessions, else runs without a pause of half an hour. */
function startsOf(exchanges: Exchanges, { places, account, at, harvest }: GroupTraffic): Rhythm['starts'] {
  const starts: Rhythm['starts'] = new Map();
  for (let i = 0; i < places.length; ) {
    const own = account[i] as number;
    const list: number[] = [];
    const named = new Set<number>();
    let last = Number.NEGATIVE_INFINITY;
    for (; i < places.length && account[i] === own; i++) {
      if (harvest[i] === 0) continue;
      const session = exchanges.session[places[i] as number] as number;
      const time = at[i] as number;
      if (session === 0 ? time - last > PAUSE_SECONDS : !named.has(session)) list.push(Math.floor(time));
      if (session === 0) last = time;
      else named.add(session);
    }
    if (list.length > 0) starts.set(own, list);
  }
  return starts;
}

import type { PoolClient } from 'pg';
import type { Action } from '@/lib/model/campaign';
import { CAPABILITIES, type Capability, capabilityAt } from '@/lib/model/capability';
import type { Assessed } from './detect';
import { HARVEST, HARVEST_JOINS, markGroups } from './load-rhythm';
import { draftMembers, type MemberDraft } from './members';
import type { Assessment } from './score';
import type { Snapshot } from './snapshot';

export interface HourRow {
  hour: Date;
  capability: number;
  model_key: bigint;
  pathway: number;
  exchanges: number;
  harvest: number;
}

/** A campaign as it will be stored, but for its id and title. */
export interface Draft {
  assessment: Assessment;
  founder: bigint;
  firstSeen: Date;
  lastSeen: Date;
  exchanges: number;
  harvest: number;
  activeAccounts: number;
  capabilities: Partial<Record<Capability, number>>;
  baseline: Partial<Record<Capability, number>>;
  peers: number;
  trend: number[];
  members: MemberDraft[];
  hours: HourRow[];
  /** Positions in Snapshot.families, most used by members first. */
  families: number[];
  action: Action;
}

export interface MemberCount {
  exchanges: number;
  harvest: number;
  joined: Date;
  last: Date;
}

const DAY = 86_400_000;
const TREND_DAYS = 28;
/** Families of a campaign that are described; rarer ones are wordings of the same. */
const MOST_FAMILIES = 24;

/** Counts the traffic of the campaigns' members exactly, one scan of their rows, and words what is known of each. */
export async function draftCampaigns(
  tx: PoolClient,
  world: Snapshot,
  found: readonly Assessed[],
): Promise<Draft[]> {
  const groups = found.map(({ group }) => group);
  await markGroups(tx, world, groups);
  const range = [new Date(world.since), new Date(world.until)];
  const from = `FROM member m JOIN exchange e ON e.account_key = m.account_key AND e.occurred_at > $1 AND e.occurred_at <= $2 ${HARVEST_JOINS}`;
  const hours = await tx.query<HourRow & { grp: number }>(
    `SELECT m.grp, date_trunc('hour', e.occurred_at) AS hour, e.capability, e.model_key, coalesce(e.pathway, -1) AS pathway,
            count(*)::int AS exchanges, count(*) FILTER (WHERE ${HARVEST})::int AS harvest
       ${from} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
    range,
  );
  const accounts = await tx.query<MemberCount & { grp: number; account_key: bigint }>(
    `SELECT m.grp, m.account_key, count(*)::int AS exchanges, count(*) FILTER (WHERE ${HARVEST})::int AS harvest,
            min(e.occurred_at) FILTER (WHERE ${HARVEST}) AS joined, max(e.occurred_at) AS last
       ${from} GROUP BY 1, 2`,
    range,
  );
  const counts: Map<bigint, MemberCount>[] = found.map(() => new Map());
  for (const { grp, account_key, ...count } of accounts.rows) counts[grp]?.set(account_key, count);
  const byGroup: HourRow[][] = found.map(() => []);
  for (const { grp, ...row } of hours.rows) byGroup[grp]?.push(row);
  return found.map((one, i) =>
    draft(world, one, counts[i] as Map<bigint, MemberCount>, byGroup[i] as HourRow[]),
  );
}

function draft(
  world: Snapshot,
  { group, assessment, scene }: Assessed,
  counts: ReadonlyMap<bigint, MemberCount>,
  hours: HourRow[],
): Draft {
  const members = draftMembers(scene, assessment, counts);
  const harvested = new Array<number>(CAPABILITIES.length).fill(0);
  for (const { capability, harvest } of hours) harvested[capability] = (harvested[capability] ?? 0) + harvest;
  const usual = new Array<number>(CAPABILITIES.length).fill(0);
  for (const account of scene.peers) {
    world.accounts[account]?.capabilities.forEach((count, i) => {
      usual[i] = (usual[i] ?? 0) + count;
    });
  }
  const byJoining = [...members].sort(
    (a, b) => a.joinedAt.getTime() - b.joinedAt.getTime() || (a.key < b.key ? -1 : 1),
  );
  const trend = new Array<number>(TREND_DAYS).fill(0);
  for (const { hour, exchanges } of hours) {
    const day = TREND_DAYS - 1 - Math.floor((world.until - hour.getTime()) / DAY);
    if (day >= 0) trend[day] = (trend[day] ?? 0) + exchanges;
  }
  const accounts = new Set(group.members.map(({ account }) => account));
  const used = (family: number): number => {
    let total = 0;
    for (const [account, count] of world.families[family]?.byAccount ?? [])
      if (accounts.has(account)) total += count;
    return total;
  };
  return {
    assessment,
    founder: byJoining[0]?.key as bigint,
    firstSeen: byJoining[0]?.joinedAt as Date,
    lastSeen: [...counts.values()].reduce((time, { last }) => (last > time ? last : time), new Date(0)),
    exchanges: members.reduce((sum, { exchanges }) => sum + exchanges, 0),
    harvest: members.reduce((sum, { harvest }) => sum + harvest, 0),
    activeAccounts: members.filter(({ active }) => active).length,
    capabilities: shares(harvested),
    baseline: shares(usual),
    peers: scene.peers.length,
    trend,
    members,
    hours,
    families: [...group.harvest.families].sort((a, b) => used(b) - used(a) || a - b).slice(0, MOST_FAMILIES),
    action: assessment.action,
  };
}

function shares(counts: readonly number[]): Partial<Record<Capability, number>> {
  const total = counts.reduce((a, b) => a + b, 0);
  const result: Partial<Record<Capability, number>> = {};
  counts.forEach((count, i) => {
    if (count > 0) result[capabilityAt(i)] = Math.round((count / total) * 1e6) / 1e6;
  });
  return result;
}

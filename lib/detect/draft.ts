import type { PoolClient } from 'pg';
import type { Action } from '@/lib/model/campaign';
import { CAPABILITIES, type Capability, capabilityAt } from '@/lib/model/capability';
import type { Assessed } from './detect';
import type { Exchanges } from './exchanges';
import type { Group } from './group';
import { HARVEST, HARVEST_JOINS, Marked, marksOf } from './load-mark';
import { draftMembers, type MemberDraft } from './members';
import { type Readings, readingsOf } from './readings';
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
  /** How labels count in `capabilities`; absent in what an older run kept. */
  readings?: Readings;
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

/** Counts the traffic of the campaigns' members, and words what is known of each. */
export function draftCampaigns(world: Snapshot, exchanges: Exchanges, found: readonly Assessed[]): Draft[] {
  const marked = new Marked(exchanges);
  return found.map((one) => {
    marked.use(marksOf(world, one.group));
    return draft(
      world,
      one,
      membersOf(world, exchanges, one.group, marked),
      hoursOf(exchanges, one.group, marked),
      readingsOf(exchanges, one.group, marked),
    );
  });
}

/** As {@link countHours}, of a group's members in the whole window but for the accounts left out. */
export function hoursWithout(
  world: Snapshot,
  exchanges: Exchanges,
  group: Group,
  without: ReadonlySet<bigint>,
): HourRow[] {
  const marked = new Marked(exchanges);
  marked.use(marksOf(world, group));
  const members = group.members.filter(({ account }) => !without.has(world.accounts[account]?.key as bigint));
  return hoursOf(exchanges, { ...group, members }, marked);
}

/** As {@link countHours}, of a group's members in the whole window. */
function hoursOf(exchanges: Exchanges, { members }: Group, marked: Marked): HourRow[] {
  const { at, capability, model, pathway, from, models } = exchanges;
  const rows = new Map<number, HourRow>();
  for (const { account } of members) {
    for (let i = from[account] as number; i < (from[account + 1] as number); i++) {
      const hour = Math.floor((at[i] as number) / HOUR_MICROSECONDS);
      // Capabilities and pathways take a few bits each, and an hour since 1970 twenty.
      const name =
        ((hour * (models.size + 1) + (model[i] as number)) * 256 + (capability[i] as number)) * 256 +
        (pathway[i] as number) +
        128;
      let row = rows.get(name);
      if (!row) {
        row = {
          hour: new Date(hour * 3_600_000),
          capability: capability[i] as number,
          model_key: models.key(model[i] as number),
          pathway: pathway[i] as number,
          exchanges: 0,
          harvest: 0,
        };
        rows.set(name, row);
      }
      row.exchanges++;
      if (marked.at(i)) row.harvest++;
    }
  }
  return [...rows.values()].sort(
    (a, b) =>
      a.hour.getTime() - b.hour.getTime() ||
      a.capability - b.capability ||
      (a.model_key < b.model_key ? -1 : a.model_key > b.model_key ? 1 : a.pathway - b.pathway),
  );
}

/** As {@link countMembers}, of a group's members in the whole window. */
function membersOf(
  world: Snapshot,
  { at, from }: Exchanges,
  { members }: Group,
  marked: Marked,
): Map<bigint, MemberCount> {
  return new Map(
    members.map(({ account }) => {
      const [start, end] = [from[account] as number, from[account + 1] as number];
      let harvest = 0;
      let joined: number | null = null;
      for (let i = start; i < end; i++) {
        if (!marked.at(i)) continue;
        harvest++;
        joined ??= Math.floor((at[i] as number) / 1000);
      }
      const last = new Date(Math.floor((at[end - 1] as number) / 1000));
      return [
        world.accounts[account]?.key as bigint,
        // Who sent no harvest is left out by whoever reads this.
        { exchanges: end - start, harvest, joined: new Date(joined ?? Number.NaN), last },
      ];
    }),
  );
}

const HOUR_MICROSECONDS = 3_600_000_000;

/** After the first, up to the second. */
export type Range = [Date, Date];

const TRAFFIC = `FROM member m JOIN exchange e ON e.account_key = m.account_key AND e.occurred_at > $1 AND e.occurred_at <= $2 ${HARVEST_JOINS}`;

/** Traffic of the members of each group by hour. Needs the temporary tables of markGroups, as does the next. */
export async function countHours(tx: PoolClient, range: Range, groups: number): Promise<HourRow[][]> {
  const { rows } = await tx.query<HourRow & { grp: number }>(
    `SELECT m.grp, date_trunc('hour', e.occurred_at) AS hour, e.capability, e.model_key, coalesce(e.pathway, -1) AS pathway,
            count(*)::int AS exchanges, count(*) FILTER (WHERE ${HARVEST})::int AS harvest
       ${TRAFFIC} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
    range,
  );
  const byGroup: HourRow[][] = Array.from({ length: groups }, () => []);
  for (const { grp, ...row } of rows) byGroup[grp]?.push(row);
  return byGroup;
}

/** What each member of each group sent, by account key. */
export async function countMembers(
  tx: PoolClient,
  range: Range,
  groups: number,
): Promise<Map<bigint, MemberCount>[]> {
  const { rows } = await tx.query<MemberCount & { grp: number; account_key: bigint }>(
    `SELECT m.grp, m.account_key, count(*)::int AS exchanges, count(*) FILTER (WHERE ${HARVEST})::int AS harvest,
            min(e.occurred_at) FILTER (WHERE ${HARVEST}) AS joined, max(e.occurred_at) AS last
       ${TRAFFIC} GROUP BY 1, 2`,
    range,
  );
  const counts: Map<bigint, MemberCount>[] = Array.from({ length: groups }, () => new Map());
  for (const { grp, account_key, ...count } of rows) counts[grp]?.set(account_key, count);
  return counts;
}

function draft(
  world: Snapshot,
  { group, assessment, scene }: Assessed,
  counts: ReadonlyMap<bigint, MemberCount>,
  hours: HourRow[],
  readings: Readings,
): Draft {
  const members = draftMembers(scene, assessment, counts);
  const usual = new Array<number>(CAPABILITIES.length).fill(0);
  for (const account of scene.peers) {
    world.accounts[account]?.capabilities.forEach((count, i) => {
      usual[i] = (usual[i] ?? 0) + count;
    });
  }
  const byJoining = [...members].sort(
    (a, b) => a.joinedAt.getTime() - b.joinedAt.getTime() || (a.key < b.key ? -1 : 1),
  );
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
    capabilities: harvestShares(hours, readings),
    readings,
    baseline: shares(usual),
    peers: scene.peers.length,
    trend: trendOf(hours, world.until),
    members,
    hours,
    families: [...group.harvest.families].sort((a, b) => used(b) - used(a) || a - b).slice(0, MOST_FAMILIES),
    action: assessment.action,
  };
}

/** Rows with others added to them, or with sign −1 taken from them; what comes to nothing is left out. */
export function addHours(rows: readonly HourRow[], others: readonly HourRow[], sign: 1 | -1 = 1): HourRow[] {
  const nameOf = ({ hour, capability, model_key, pathway }: HourRow) =>
    `${hour.getTime()} ${capability} ${model_key} ${pathway}`;
  const sums = new Map(rows.map((row) => [nameOf(row), row]));
  for (const other of others) {
    const name = nameOf(other);
    const { exchanges, harvest } = sums.get(name) ?? { exchanges: 0, harvest: 0 };
    sums.set(name, {
      ...other,
      exchanges: exchanges + sign * other.exchanges,
      harvest: harvest + sign * other.harvest,
    });
  }
  return [...sums.values()].filter(({ exchanges }) => exchanges > 0);
}

/** Exchanges a day over the last days before `until` (milliseconds), oldest first. */
export function trendOf(hours: readonly Pick<HourRow, 'hour' | 'exchanges'>[], until: number): number[] {
  const trend = new Array<number>(TREND_DAYS).fill(0);
  for (const { hour, exchanges } of hours) {
    const day = TREND_DAYS - 1 - Math.floor((until - hour.getTime()) / DAY);
    if (day >= 0) trend[day] = (trend[day] ?? 0) + exchanges;
  }
  return trend;
}

/** Shares of the harvest by capability, its labels counted as they are read. */
export function harvestShares(
  hours: readonly Pick<HourRow, 'capability' | 'harvest'>[],
  readings?: Readings,
): Partial<Record<Capability, number>> {
  const harvested = new Array<number>(CAPABILITIES.length).fill(0);
  for (const { capability, harvest } of hours) harvested[capability] = (harvested[capability] ?? 0) + harvest;
  return shares(
    readings
      ? harvested.map((_, one) =>
          harvested.reduce((sum, count, label) => sum + count * (readings[label]?.[one] ?? 0), 0),
        )
      : harvested,
  );
}

function shares(counts: readonly number[]): Partial<Record<Capability, number>> {
  const total = counts.reduce((a, b) => a + b, 0);
  const result: Partial<Record<Capability, number>> = {};
  counts.forEach((count, i) => {
    if (count > 0) result[capabilityAt(i)] = Math.round((count / total) * 1e6) / 1e6;
  });
  return result;
}

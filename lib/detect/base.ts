import { deserialize, serialize } from 'node:v8';
import { constants, deflateSync, inflateSync } from 'node:zlib';
import type { PoolClient } from 'pg';
import { AS_MEASURED, type Judging } from '@/lib/model/judging';
import { type Compared, compared } from './compare';
import { type Assessed, findCampaigns, isRaised, judgeAgain } from './detect';
import { type Draft, draftCampaigns, type HourRow } from './draft';
import { loadSnapshot } from './load';
import { type Mark, marksOf } from './load-mark';
import { loadRhythms } from './load-rhythm';
import { type Holders, holdersOf } from './new-holders';
import { type Admission, admissionOf } from './newcomers';
import { nameSharedPools, withoutResold } from './shared-pool';
import type { Snapshot } from './snapshot';
import { type ScaffoldUse, storeScaffolds } from './store-scaffolds';

/** Groups as they were judged at one moment, with what is needed to add what came since. */
export interface Base {
  /** Milliseconds since 1970. The window reaches from `since` to whatever moment is asked for. */
  at: number;
  since: number;
  windowDays: number;
  digest: string;
  exchanges: number;
  /** Accounts with exchanges in the window, by key, and when the first of those was (milliseconds). */
  active: BigInt64Array;
  first: Float64Array;
  /** How many each sent. */
  sent: Int32Array;
  /** Accounts of groups that nearly stood. */
  near: BigInt64Array;
  holders: Holders;
  /** Keys of tools and parameters that several accounts share. */
  tools: BigInt64Array;
  params: BigInt64Array;
  campaigns: BaseCampaign[];
}

export interface BaseCampaign {
  /** As of the base. Of its hours only that of the base; those before are added up here, and kept apart (see {@link readHours}). */
  draft: Draft;
  byHour: { hour: Date; exchanges: number }[];
  byCapability: { capability: number; harvest: number }[];
  scaffolds: ScaffoldUse[];
  marks: Mark[];
  admission: Admission | null;
}

/**
 * Judges everything anew as of `at`: one pass over the window. Writes the scaffolds and the spread of indicators as of then. With a
 * second configuration the same groups are judged by that as well, and what differs is told.
 */
export async function makeBase(
  tx: PoolClient,
  { at, windowDays, digest }: Pick<Base, 'at' | 'windowDays' | 'digest'>,
  by: Judging = AS_MEASURED,
  shadow: Judging | null = null,
): Promise<{ base: Base; hours: HourRow[][]; shadowed: Compared | null }> {
  const { world, exchanges } = await loadSnapshot(tx, at, windowDays);
  const all = await findCampaigns(world, (groups) => loadRhythms(tx, world, exchanges, groups), by);
  const raised = raisedOf(world, all, by);
  const shadowed = shadow && compared(world, raised, raisedOf(world, judgeAgain(all, shadow), shadow));
  const found = nameSharedPools(world, raised);
  const drafts = draftCampaigns(world, exchanges, found);
  const scaffolds = await storeScaffolds(tx, world, exchanges, drafts);
  await tx.query(
    `UPDATE indicator i SET accounts = s.n
       FROM (SELECT indicator_key, count(*)::int AS n FROM account_indicator WHERE first_seen <= $1 GROUP BY 1) s
      WHERE i.key = s.indicator_key AND i.accounts <> s.n`,
    [new Date(at)],
  );
  const base: Base = {
    at,
    since: world.since,
    windowDays,
    digest,
    exchanges: world.exchanges,
    active: BigInt64Array.from(world.accounts, ({ key }) => key),
    first: Float64Array.from(world.accounts, ({ first }) => first),
    sent: Int32Array.from(world.accounts, ({ exchanges }) => exchanges),
    near: nearOf(world, all, by),
    holders: holdersOf(world),
    tools: BigInt64Array.from(world.tools, ({ key }) => key),
    params: BigInt64Array.from(world.params, ({ key }) => key),
    campaigns: found.map((assessed, i) => ({
      ...split(drafts[i] as Draft, at),
      scaffolds: scaffolds[i] ?? [],
      marks: marksOf(world, assessed.group),
      admission: admissionOf(world, assessed),
    })),
  };
  return {
    base,
    hours: drafts.map((draft) => draft.hours.filter(({ hour }) => hour.getTime() < floorHour(at))),
    shadowed,
  };
}

/** Of what was found, what becomes campaigns. */
export function raisedOf(world: Snapshot, all: readonly Assessed[], by: Judging): Assessed[] {
  return withoutResold(
    world,
    all.filter((one) => isRaised(one, by)),
  );
}

/** Score from which a group that is not raised may be with a little more. */
const NEAR = 0.15;
const MOST_NEAR = 2_000;

/** Accounts of groups that are nearly worth raising, of the best first. */
function nearOf(world: Snapshot, all: readonly Assessed[], by: Judging): BigInt64Array {
  const near = new Set<bigint>();
  for (const { group, assessment } of all.filter((one) => !isRaised(one, by))) {
    if (assessment.score < NEAR || near.size + group.members.length > MOST_NEAR) continue;
    for (const { account } of group.members) near.add(world.accounts[account]?.key as bigint);
  }
  return BigInt64Array.from(near);
}

const HOUR = 3_600_000;

/** The beginning of the hour that holds a moment (milliseconds). */
export function floorHour(at: number): number {
  return Math.floor(at / HOUR) * HOUR;
}

function split(draft: Draft, at: number): Pick<BaseCampaign, 'draft' | 'byHour' | 'byCapability'> {
  const byHour = new Map<number, number>();
  const byCapability = new Map<number, number>();
  const isOlder = ({ hour }: HourRow) => hour.getTime() < floorHour(at);
  for (const { hour, capability, exchanges, harvest } of draft.hours.filter(isOlder)) {
    byHour.set(hour.getTime(), (byHour.get(hour.getTime()) ?? 0) + exchanges);
    byCapability.set(capability, (byCapability.get(capability) ?? 0) + harvest);
  }
  return {
    draft: { ...draft, hours: draft.hours.filter((row) => !isOlder(row)) },
    byHour: [...byHour].map(([hour, exchanges]) => ({ hour: new Date(hour), exchanges })),
    byCapability: [...byCapability].map(([capability, harvest]) => ({ capability, harvest })),
  };
}

/** Keeps a base for the runs to come. There is one: an older one is of no use once it is passed. */
export async function keepBase(tx: PoolClient, base: Base, hours: readonly HourRow[][]): Promise<void> {
  await tx.query(
    `INSERT INTO detection_base (id, at, window_days, digest, found, hours) VALUES (1, $1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET at = excluded.at, window_days = excluded.window_days, digest = excluded.digest,
       found = excluded.found, hours = excluded.hours`,
    [new Date(base.at), base.windowDays, base.digest, pack(base), pack(hours)],
  );
}

/** The base with this digest, or null when another one is kept, or one that cannot be read. */
export async function readBase(tx: PoolClient, digest: string): Promise<Base | null> {
  const { rows } = await tx.query<{ found: Buffer }>('SELECT found FROM detection_base WHERE digest = $1', [
    digest,
  ]);
  return rows[0] ? (unpack(rows[0].found) as Base | null) : null;
}

/** Hours of traffic before that of the kept base, by campaign. */
export async function readHours(tx: PoolClient): Promise<HourRow[][]> {
  const { rows } = await tx.query<{ hours: Buffer }>('SELECT hours FROM detection_base');
  return (rows[0] && (unpack(rows[0].hours) as HourRow[][] | null)) ?? [];
}

function pack(value: unknown): Buffer {
  return deflateSync(serialize(value), { level: constants.Z_BEST_SPEED });
}

function unpack(bytes: Buffer): unknown {
  try {
    return deserialize(inflateSync(bytes));
  } catch {
    return null;
  }
}

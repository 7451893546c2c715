import { AS_MEASURED, type Judging } from '@/lib/model/judging';
import { seeded } from '@/lib/model/random';
import { SMALL } from './calibration';
import { joinFragments } from './fragments';
import { accountsOf, type Group, type Scene } from './group';
import { groupsOf, partsOf } from './groups';
import { lookupOf } from './lookup';
import { type Assessment, assess, type Weighed } from './score';
import { SIGNALS } from './signals';
import { actingTogether } from './signals/acting-together';
import { differentHolders } from './signals/customers';
import { reasoningReuse } from './signals/reasoning-reuse';
import type { Signal } from './signals/signal';
import type { Rhythm, Snapshot } from './snapshot';
import { sample } from './statistics';
import { indexWorld, type WorldIndex } from './world-index';

/** A group with what was found about it. */
export interface Assessed {
  group: Group;
  assessment: Assessment;
  scene: Scene;
  /** What the assessment weighs, as measured: another configuration weighs the same findings. */
  findings: readonly Weighed[];
}

const EXTRACTION = SIGNALS.filter(({ about }) => about === 'extraction');
const COORDINATION = SIGNALS.filter(({ about }) => about === 'coordination');

/**
 * Whether an analyst should see a group: it may be a campaign, or its accounts act in unison or carry on each other's
 * conversations, to whatever end.
 */
export function isRaised(
  { group, assessment, scene }: Pick<Assessed, 'group' | 'assessment' | 'scene'>,
  { thresholds }: Judging = AS_MEASURED,
): boolean {
  if (assessment.score >= thresholds.watch) return true;
  return (
    (group.members.length > TWO || differentHolders(scene)) &&
    assessment.coordination >= SURELY_COORDINATED &&
    assessment.evidence.some(
      ({ signal, log_odds }) =>
        (signal === actingTogether.name || signal === PROOF[group.origin]) && log_odds >= PROVEN,
    )
  );
}

/** Two accounts that act as one are a customer with a spare, unless they look like two people's. */
const TWO = 2;
const SURELY_COORDINATED = 0.6;
/** What must speak for groups that are shown whatever they send, and how much. */
const PROOF: Partial<Record<Group['origin'], string>> = {
  unison: actingTogether.name,
  blocks: reasoningReuse.name,
};
const PROVEN = 3;
/** Exchanges below which there is nothing to assess. */
const LEAST_HARVEST = 40;
const OTHERS = 5_000;
const PEERS = 2_000;
const FEW_PEERS = 50;
const MEMBER = 2;
/** Coordination from which a group may be a fragment of an operation. */
const COORDINATED = 0.5;
/** Score from which a group's accounts are nobody's unrelated customers: fragments of one operation speak for each other else. */
const SUSPECT = 0.3;
/** Groups that score less at first are not assessed again: a cleaner base rate would not raise them. */
const HOPELESS = 0.1;
/** Share of accounts that work for a group that is raised, from which another on the same accounts is: what they send besides is no excuse. */
const POOLED = 0.5;
/** Extraction below which nothing more is asked: what is known speaks against it. */
const HARVESTLESS = 0.4;

/** Answers what makes the rhythm of each group's harvest, in the order of the groups. */
export type RhythmSource = (groups: readonly Group[]) => Promise<(() => Rhythm)[]>;

/** What makes the rhythm of each group: it is let go of between one look at a group and the next. */
type Rhythms = Map<Group, () => Rhythm>;

/**
 * Finds and assesses the groups of a snapshot; answers all of them, also those not worth raising, best first. `by` weighs
 * the findings; a group becomes a campaign from its threshold `watch`, and below that is not worth an analyst's look.
 */
export async function findCampaigns(
  world: Snapshot,
  rhythmsOf: RhythmSource,
  by: Judging = AS_MEASURED,
): Promise<Assessed[]> {
  const index = indexWorld(world);
  const groups = groupsOf(world, index).filter(
    (group) =>
      isAspect(group) || group.members.reduce((sum, { harvest }) => sum + harvest, 0) >= LEAST_HARVEST,
  );
  const rhythms: Rhythms = new Map();
  const known: RhythmSource = async (some) => {
    const made = await rhythmsOf(some);
    some.forEach((group, i) => {
      rhythms.set(group, made[i] as () => Rhythm);
    });
    return made;
  };
  const alone = withoutInner(await assessAll(world, groups, known, by), by);
  const first = await joined(index, alone, known, rhythms, by);
  const suspects = new Set(
    first.filter(({ assessment }) => assessment.score >= SUSPECT).flatMap(({ group }) => accountsOf(group)),
  );
  const pooled = pooledIn(first, by);
  const final = first.map((one) => {
    const elsewhere = pooled(one);
    return suspects.size > 0 && (one.assessment.score >= HOPELESS || elsewhere >= POOLED)
      ? assessOne(world, one.group, rhythms.get(one.group) as () => Rhythm, suspects, by, elsewhere)
      : one;
  });
  return bestFirst(withoutEchoes(withoutInner(final, by), by));
}

function bestFirst(all: Assessed[]): Assessed[] {
  return all.sort(
    (a, b) => b.assessment.score - a.assessment.score || (a.group.name < b.group.name ? -1 : 1),
  );
}

/**
 * The same groups under another configuration, best first: what was found about them is weighed anew, and nothing is searched for
 * again. Which groups there are, and what they are compared with, stays as found.
 */
export function judgeAgain(all: readonly Assessed[], by: Judging): Assessed[] {
  return bestFirst(all.map((one) => weighedIn(one.scene, one.findings, by)));
}

/** Whether a group rests on one kind of act alone, which also shows inside groups that are found otherwise. */
function isAspect({ origin }: Group): boolean {
  return origin in PROOF;
}

/** Leaves out groups that act in unison, or hand blocks on, because they are part of a group that is raised anyway. */
function withoutEchoes(all: readonly Assessed[], by: Judging): Assessed[] {
  const raised = new Set(
    all.filter((one) => !isAspect(one.group) && isRaised(one, by)).flatMap(({ group }) => accountsOf(group)),
  );
  return all.filter(({ group }) => {
    const known = group.members.filter(({ account }) => raised.has(account)).length;
    return !isAspect(group) || known < group.members.length / 2;
  });
}

/** Leaves out some of a client's users where all of them are raised: then the client is the operation's own. */
function withoutInner(all: readonly Assessed[], by: Judging): Assessed[] {
  const whole = all.filter((one) => !one.group.inner && !isAspect(one.group) && isRaised(one, by));
  const raised = new Set(whole.flatMap(({ group }) => accountsOf(group)));
  return all.filter(
    ({ group }) =>
      !group.inner ||
      group.members.filter(({ account }) => raised.has(account)).length < group.members.length / 2,
  );
}

/** Tells of a group what share of its accounts works for another one that is worth raising. */
function pooledIn(all: readonly Assessed[], { thresholds }: Judging): (one: Assessed) => number {
  const raised = new Set(
    all.filter(({ group, assessment }) => !isAspect(group) && assessment.score >= thresholds.watch),
  );
  const times = new Map<number, number>();
  for (const { group } of raised)
    for (const account of new Set(accountsOf(group))) times.set(account, (times.get(account) ?? 0) + 1);
  return (one) => {
    const own = raised.has(one) ? 1 : 0;
    return (
      accountsOf(one.group).filter((account) => (times.get(account) ?? 0) > own).length /
      one.group.members.length
    );
  };
}

async function assessAll(
  world: Snapshot,
  groups: readonly Group[],
  rhythmsOf: RhythmSource,
  by: Judging,
): Promise<Assessed[]> {
  const rhythms = await rhythmsOf(groups);
  return groups.map((group, i) => assessOne(world, group, rhythms[i] as () => Rhythm, new Set(), by));
}

/** Puts fragments of one operation together. A union that scores too little to be raised is left in its parts. */
async function joined(
  index: WorldIndex,
  alone: Assessed[],
  rhythmsOf: RhythmSource,
  rhythms: Rhythms,
  by: Judging,
): Promise<Assessed[]> {
  const { world } = index;
  const likely = alone.filter(
    ({ group, assessment }) => group.origin !== 'blocks' && assessment.coordination >= COORDINATED,
  );
  const unions = joinFragments(
    index,
    likely.map(({ group, assessment }) => ({
      group,
      rhythm: rhythms.get(group)?.() as Rhythm,
      raised: assessment.score >= by.thresholds.watch,
    })),
  );
  if (unions.length === 0) return alone;
  const whole = await assessAll(
    world,
    unions.map(({ group }) => group),
    rhythmsOf,
    by,
  );
  const kept = whole.filter(({ assessment }) => assessment.score >= by.thresholds.watch);
  const parts = new Set(kept.flatMap((one) => unions[whole.indexOf(one)]?.parts ?? []));
  const within = kept.map(({ group }) => partsOf(world, group));
  const rest = alone.filter(({ group }) => !parts.has(group) && !within.some((isPart) => isPart(group)));
  return [...rest, ...kept];
}

/** Assesses a group against the accounts that are in no suspect group: else operations would be each other's base rate. */
function assessOne(
  world: Snapshot,
  group: Group,
  rhythmOf: () => Rhythm,
  suspects: ReadonlySet<number>,
  by: Judging,
  pooled = 0,
): Assessed {
  const scene = sceneOf(world, group, rhythmOf, suspects, pooled);
  const assessed = weighedIn(scene, isAspect(group) ? [] : evaluated(scene, EXTRACTION), by);
  // What was worked out of a scene stays as long as that does: of thousands of groups, each with a place for every account, too much.
  return { ...assessed, scene: sceneOf(world, group, rhythmOf, suspects, pooled) };
}

/** An assessment of findings, with the tests of coordination made where they are not among them and are worth their time. */
function weighedIn(scene: Scene, known: readonly Weighed[], by: Judging): Assessed {
  const { group } = scene;
  if (known.some(({ signal }) => signal.about === 'coordination'))
    return { group, scene, findings: known, assessment: assess(known, sizeOf(scene), by) };
  const first = assess(known, group.members.length, by);
  // Whoever harvests nothing is no campaign, however coordinated; the tests of that cost most of a run.
  if (first.extraction < HARVESTLESS && !isAspect(group))
    return { group, scene, findings: known, assessment: first };
  const findings = [...evaluated(scene, COORDINATION), ...known];
  return { group, scene, findings, assessment: assess(findings, sizeOf(scene), by) };
}

function evaluated(scene: Scene, chosen: readonly Signal[]): Weighed[] {
  return chosen.flatMap((signal) => {
    const finding = signal.evaluate(scene);
    return finding ? [{ ...finding, signal }] : [];
  });
}

/**
 * Accounts of a group, for what its size says: that a few are mostly one customer's (two that act as one, a customer with a
 * spare) says nothing of those that act in unison and are different people's by what is known.
 */
function sizeOf(scene: Scene): number {
  const { members, origin } = scene.group;
  return origin === 'unison' && differentHolders(scene) ? Math.max(members.length, SMALL) : members.length;
}

/** A group among the accounts it is compared with. Those are drawn, and its rhythm is made, when somebody asks. */
export function sceneOf(
  world: Snapshot,
  group: Group,
  rhythmOf: () => Rhythm,
  suspects: ReadonlySet<number>,
  pooled = 0,
): Scene {
  let drawn: Pick<Scene, 'others' | 'peers'> | null = null;
  let rhythm: Rhythm | null = null;
  const compared = () => {
    drawn ??= comparedWith(world, group, suspects);
    return drawn;
  };
  return {
    world,
    group,
    get others() {
      return compared().others;
    },
    get peers() {
      return compared().peers;
    },
    get rhythm() {
      rhythm ??= rhythmOf();
      return rhythm;
    },
    pooled,
  };
}

function comparedWith(
  world: Snapshot,
  group: Group,
  suspects: ReadonlySet<number>,
): Pick<Scene, 'others' | 'peers'> {
  const { plans, planCount } = lookupOf(world);
  const kept = new Uint8Array(world.accounts.length);
  const kinds = new Uint8Array(planCount);
  for (const account of suspects) kept[account] = 1;
  let size = 0;
  for (const { account } of group.members) {
    if (kept[account] !== MEMBER) size++;
    kept[account] = MEMBER;
    kinds[plans[account] as number] = 1;
  }
  const random = seeded(size);
  const apart: number[] = [];
  for (let account = 0; account < kept.length; account++) if (kept[account] === 0) apart.push(account);
  const others = sample(apart, OTHERS, random);
  const alike = others.filter((account) => kinds[plans[account] as number] === 1);
  return { others, peers: sample(alike.length >= FEW_PEERS ? alike : others, PEERS, random) };
}

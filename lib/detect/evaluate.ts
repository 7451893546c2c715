import { ACTIONS, type Action, type Evidence } from '@/lib/model/campaign';
import { CAPABILITIES, type Capability } from '@/lib/model/capability';
import { overlap } from './statistics';

/** A campaign that really was there. */
export interface TrueCampaign {
  name: string;
  accounts: ReadonlySet<string>;
  /** Times of its exchanges in milliseconds, ascending; empty when unknown. */
  times: readonly number[];
  /** What its exchanges were; null when the truth does not name them. */
  harvest: TrueHarvest | null;
}

export interface TrueHarvest {
  /** Harvest exchanges, and all exchanges of the campaign's accounts. */
  exchanges: number;
  of: number;
  /** Harvest exchanges by what they were after, in any unit. */
  capabilities: Partial<Record<Capability, number>>;
}

/** A campaign as Retort gives it. */
export interface GivenCampaign {
  id: string;
  title: string;
  score: number;
  action: Action;
  /** Milliseconds since 1970. */
  detectedAt: number;
  exchanges: number;
  harvestExchanges: number;
  /** Shares of the harvest. */
  capabilities: Partial<Record<Capability, number>>;
  /** Every account it lists. */
  accounts: readonly GivenAccount[];
  evidence: readonly Pick<Evidence, 'signal' | 'log_odds'>[];
}

export interface GivenAccount {
  id: string;
  membership: number;
  action: Action;
}

export interface TrueResult {
  campaign: string;
  accounts: number;
  found: boolean;
  /** Detected campaigns that mostly hold accounts of this one; more than one is a fragmented finding. */
  detected_as: string[];
  /** Detected campaigns that hold any of its accounts as members, whatever else they hold. */
  fragments: number;
  /** Of the members of `detected_as`: the share that belongs to any true campaign. */
  precision: number | null;
  /** Of those, the share that belongs to this one. */
  purity: number | null;
  recall: number;
  /** Share of its accounts that are members of any detected campaign, whichever it is matched to. */
  covered: number;
  /** Share of its accounts' exchanges that is harvest: as it was, as given, and how far apart. */
  harvest_share: { true: number; given: number; error: number } | null;
  /** Shares of its harvest by capability: as it was, and as given. */
  capabilities: Record<'true' | 'given', Partial<Record<Capability, number>>> | null;
  /** Sum of absolute differences between those shares (L1), 0 to 2. */
  capability_error: number | null;
  /** Seconds from its first exchange to its first detection; null when not found or times are unknown. */
  seconds_to_detection: number | null;
  /** Share of its exchanges that had happened by then. */
  spent_at_detection: number | null;
}

export interface GivenResult {
  id: string;
  title: string;
  score: number;
  recommended_action: Action;
  members: number;
  match: string | null;
  /** Share of members that belong to any true campaign. */
  precision: number;
  /** Of those, the share that belongs to the matched one. */
  purity: number | null;
}

export interface Evaluation {
  campaigns_true: number;
  campaigns_found: number;
  campaigns_detected: number;
  campaigns_false: number;
  precision: number | null;
  recall: number | null;
  purity: number | null;
  /** Medians over the campaigns found. */
  seconds_to_detection: number | null;
  spent_at_detection: number | null;
  honest_recommended_for_suspension: number;
  /** Honest accounts by the strongest step recommended for them. */
  honest_recommended: Record<Action, number>;
  true: TrueResult[];
  detected: GivenResult[];
}

/** Membership from which a listed account counts as a member. */
export const MEMBER = 0.5;
/** Share of a detected campaign's members, or of the true one's accounts, that makes a match. */
const MATCH = 0.3;
/** Share of the most hits from which another true campaign may be the match as well. */
const ALIKE = 0.9;

/**
 * Compares detected campaigns with true ones. A detected campaign matches the true one with which it shares most members;
 * precision and recall are of accounts over all campaigns, purity is the mean over matches weighted by members.
 * `neutral` accounts count nowhere: an operator's that took no part in the harvest are neither honest nor to be found.
 */
export function evaluate(
  truth: readonly TrueCampaign[],
  given: readonly GivenCampaign[],
  neutral: ReadonlySet<string> = new Set(),
): Evaluation {
  const anywhere = new Set(truth.flatMap(({ accounts }) => [...accounts]));
  const held = given.map((one) => new Set([...membersOf(one)].filter((account) => !neutral.has(account))));
  const detected = given.map((one, i) => judgeGiven(one, held[i] as Set<string>, truth, anywhere));
  const results = truth.map((one) => judgeTrue(one, given, held, detected, anywhere));
  const matched = detected.filter(({ purity }) => purity !== null);
  const members = new Set(held.flatMap((one) => [...one]));
  const honest = countSteps(
    [...strongestSteps(given)].filter(([account]) => !anywhere.has(account) && !neutral.has(account)),
  );
  return {
    campaigns_true: truth.length,
    campaigns_found: results.filter(({ found }) => found).length,
    campaigns_detected: given.length,
    campaigns_false: detected.filter(({ match }) => match === null).length,
    precision: ratio(overlap(members, anywhere), members.size),
    recall: ratio(overlap(anywhere, members), anywhere.size),
    purity: ratio(
      matched.reduce((sum, one) => sum + (one.purity as number) * one.members, 0),
      matched.reduce((sum, one) => sum + one.members, 0),
    ),
    seconds_to_detection: median(results.map((one) => one.seconds_to_detection)),
    spent_at_detection: median(results.map((one) => one.spent_at_detection)),
    honest_recommended_for_suspension: honest.suspend,
    honest_recommended: honest,
    true: results,
    detected,
  };
}

/** Accounts with a membership of at least one half. */
export function membersOf({ accounts }: GivenCampaign): Set<string> {
  return new Set(accounts.filter(({ membership }) => membership >= MEMBER).map(({ id }) => id));
}

/** The strongest step that any campaign recommends for each account it lists. */
export function strongestSteps(given: readonly GivenCampaign[]): Map<string, Action> {
  const steps = new Map<string, Action>();
  for (const { accounts } of given) {
    for (const { id, action } of accounts) steps.set(id, stronger(steps.get(id), action));
  }
  return steps;
}

/** Of two steps the one that does more. */
export function stronger(a: Action | undefined, b: Action): Action {
  return a !== undefined && ACTIONS.indexOf(a) >= ACTIONS.indexOf(b) ? a : b;
}

/** How many accounts each step is recommended for. */
export function countSteps(steps: Iterable<readonly [string, Action]>): Record<Action, number> {
  const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
  for (const [, action] of steps) counts[action]++;
  return counts;
}

/** Sum of absolute differences between two distributions over capabilities, each scaled to one; null when one is empty. */
export function capabilityDistance(
  a: Partial<Record<Capability, number>>,
  b: Partial<Record<Capability, number>>,
): number | null {
  const [one, other] = [sharesOf(a), sharesOf(b)];
  if (Object.keys(one).length === 0 || Object.keys(other).length === 0) return null;
  return CAPABILITIES.reduce((sum, name) => sum + Math.abs((one[name] ?? 0) - (other[name] ?? 0)), 0);
}

/** Numbers by capability, scaled to one; nothing of nothing. */
function sharesOf(counts: Partial<Record<Capability, number>>): Partial<Record<Capability, number>> {
  const total = CAPABILITIES.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  const shares: Partial<Record<Capability, number>> = {};
  for (const name of CAPABILITIES) if (counts[name]) shares[name] = counts[name] / total;
  return shares;
}

function judgeGiven(
  one: GivenCampaign,
  members: ReadonlySet<string>,
  truth: readonly TrueCampaign[],
  anywhere: ReadonlySet<string>,
): GivenResult {
  const hits = truth.map(({ accounts }) => overlap(members, accounts));
  const best = bestOf(one, truth, hits);
  const [match, most] = [truth[best], hits[best] ?? 0];
  const good =
    match !== undefined && most > 0 && (most >= MATCH * members.size || most >= MATCH * match.accounts.size);
  const real = overlap(members, anywhere);
  return {
    id: one.id,
    title: one.title,
    score: one.score,
    recommended_action: one.action,
    members: members.size,
    match: good ? match.name : null,
    precision: ratio(real, members.size) ?? 0,
    purity: good ? ratio(most, real) : null,
  };
}

/**
 * The true campaign with which one shares most members. Operations may share their accounts: among those with about as many
 * hits it is the one whose harvest is most alike.
 */
function bestOf(one: GivenCampaign, truth: readonly TrueCampaign[], hits: readonly number[]): number {
  const most = Math.max(0, ...hits);
  const distance = (i: number) => {
    const { harvest } = truth[i] as TrueCampaign;
    return (harvest && capabilityDistance(harvest.capabilities, one.capabilities)) ?? 2;
  };
  return hits.reduce(
    (best, hit, i) => (hit >= ALIKE * most && (best < 0 || distance(i) < distance(best) - 1e-9) ? i : best),
    -1,
  );
}

function judgeTrue(
  { name, accounts, times, harvest }: TrueCampaign,
  given: readonly GivenCampaign[],
  held: readonly ReadonlySet<string>[],
  detected: readonly GivenResult[],
  anywhere: ReadonlySet<string>,
): TrueResult {
  const mine = given.filter((_, i) => detected[i]?.match === name);
  const found = new Set(held.filter((_, i) => detected[i]?.match === name).flatMap((one) => [...one]));
  const first = Math.min(...mine.map(({ detectedAt }) => detectedAt));
  const known = mine.length > 0 && times.length > 0;
  const real = overlap(found, anywhere);
  return {
    campaign: name,
    accounts: accounts.size,
    found: mine.length > 0,
    detected_as: mine.map(({ id }) => id),
    fragments: held.filter((members) => overlap(members, accounts) > 0).length,
    precision: ratio(real, found.size),
    purity: ratio(overlap(found, accounts), real),
    recall: ratio(overlap(accounts, found), accounts.size) ?? 0,
    covered: ratio(overlap(accounts, new Set(held.flatMap((members) => [...members]))), accounts.size) ?? 0,
    harvest_share: harvestShare(harvest, mine),
    capabilities:
      harvest && mine.length > 0
        ? { true: sharesOf(harvest.capabilities), given: sharesOf(harvested(mine)) }
        : null,
    capability_error: harvest && capabilityDistance(harvest.capabilities, harvested(mine)),
    seconds_to_detection: known ? Math.round((first - (times[0] as number)) / 1000) : null,
    spent_at_detection: known ? spentBy(times, first) : null,
  };
}

/** Share of sorted times that lie at or before `at`. */
export function spentBy(times: readonly number[], at: number): number {
  return times.filter((time) => time <= at).length / times.length;
}

function harvestShare(
  harvest: TrueHarvest | null,
  mine: readonly GivenCampaign[],
): TrueResult['harvest_share'] {
  const is = harvest && ratio(harvest.exchanges, harvest.of);
  const given = ratio(
    mine.reduce((sum, one) => sum + one.harvestExchanges, 0),
    mine.reduce((sum, one) => sum + one.exchanges, 0),
  );
  return is === null || given === null ? null : { true: is, given, error: Math.abs(given - is) };
}

/** The harvest of several campaigns by capability. */
function harvested(campaigns: readonly GivenCampaign[]): Partial<Record<Capability, number>> {
  const counts: Partial<Record<Capability, number>> = {};
  for (const { harvestExchanges, capabilities } of campaigns) {
    for (const one of CAPABILITIES) {
      const share = capabilities[one];
      if (share) counts[one] = (counts[one] ?? 0) + share * harvestExchanges;
    }
  }
  return counts;
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Median of what is known; null of nothing. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = (known.length - 1) / 2;
  return ((known[Math.floor(middle)] as number) + (known[Math.ceil(middle)] as number)) / 2;
}

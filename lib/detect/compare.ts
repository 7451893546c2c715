import type { PoolClient } from 'pg';
import { ACTIONS, type Action, type CampaignStatus } from '@/lib/model/campaign';
import type { ComparedGroup, Comparison } from '@/lib/model/detector';
import type { Turn } from '@/lib/model/judging';
import type { Assessed } from './detect';
import { accountsOf, facts } from './group';
import type { Snapshot } from './snapshot';

/** Share of the smaller one's accounts that two findings must have in common to be one group. */
const SAME = 0.5;

/** One group under two configurations. */
export interface Pair {
  live: Assessed | null;
  other: Assessed | null;
  turn: Turn;
}

/**
 * What was raised under two configurations, put side by side by the accounts in common; each finding is in one pair. Best
 * first by what is live; what only the other raised comes last.
 */
export function pairUp(live: readonly Assessed[], other: readonly Assessed[]): Pair[] {
  const sets = new Map(other.map((one) => [one, new Set(accountsOf(one.group))]));
  const paired = new Map<Assessed, Assessed>();
  const taken = new Set<Assessed>();
  const likely = live.flatMap((one) => {
    const mine = accountsOf(one.group);
    return other.flatMap((two) => {
      const set = sets.get(two) as Set<number>;
      // Customers of one pool have the same accounts: a group that is judged again is itself.
      if (one.group === two.group) return [{ one, two, common: Number.POSITIVE_INFINITY }];
      const common = mine.filter((account) => set.has(account)).length;
      return common >= SAME * Math.min(mine.length, set.size) && common > 0 ? [{ one, two, common }] : [];
    });
  });
  for (const { one, two } of likely.sort((a, b) => b.common - a.common)) {
    if (paired.has(one) || taken.has(two)) continue;
    paired.set(one, two);
    taken.add(two);
  }
  return [
    ...live.map((one) => pairOf(one, paired.get(one) ?? null)),
    ...other.filter((two) => !taken.has(two)).map((two) => pairOf(null, two)),
  ];
}

function pairOf(live: Assessed | null, other: Assessed | null): Pair {
  return { live, other, turn: turnOf(live?.assessment.action ?? null, other?.assessment.action ?? null) };
}

/** What becomes of a group whose recommended step was the first and is the second; null where it is not raised. */
export function turnOf(before: Action | null, after: Action | null): Turn {
  if (before === null) return 'appears';
  if (after === null) return 'vanishes';
  const change = ACTIONS.indexOf(after) - ACTIONS.indexOf(before);
  return change > 0 ? 'rises' : change < 0 ? 'falls' : 'same';
}

/** Groups that differ and are kept, those of most accounts; and accounts of each that are named. */
const MOST_GROUPS = 200;
const NAMED = 10;
/** Accounts by which the campaign of a group is looked for. */
const LOOKED_AT = 200;

/** A comparison as plain data, apart from the world it is of; its groups still without their campaigns. */
export interface Compared extends Omit<Comparison, 'groups'> {
  groups: (Omit<ComparedGroup, 'campaign'> & { keys: bigint[] })[];
}

/** Counts what two configurations raise, and keeps the groups for which they differ, as far as a page can show them. */
export function compared(world: Snapshot, live: readonly Assessed[], other: readonly Assessed[]): Compared {
  const pairs = pairUp(live, other);
  const turns: Comparison['turns'] = {};
  for (const { turn } of pairs) turns[turn] = (turns[turn] ?? 0) + 1;
  const differing = pairs.filter(({ turn }) => turn !== 'same').sort((a, b) => sizeOf(b) - sizeOf(a));
  return {
    campaigns: { live: live.length, other: other.length },
    steps: { live: stepsOf(live), other: stepsOf(other) },
    turns,
    groups: differing.slice(0, MOST_GROUPS).map((pair) => {
      const members = [...groupOf(pair).members].sort((a, b) => b.membership - a.membership);
      const known = members.slice(0, LOOKED_AT).map(({ account }) => facts(world, account));
      return {
        turn: pair.turn,
        live: verdictOf(pair.live),
        other: verdictOf(pair.other),
        accounts: members.length,
        sample: known.slice(0, NAMED).map(({ id }) => id),
        keys: known.map(({ key }) => key),
      };
    }),
    more: Math.max(0, differing.length - MOST_GROUPS),
  };
}

function groupOf({ live, other }: Pair) {
  return (other ?? (live as Assessed)).group;
}

function sizeOf(pair: Pair): number {
  return groupOf(pair).members.length;
}

function stepsOf(all: readonly Assessed[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { assessment } of all) counts[assessment.action] = (counts[assessment.action] ?? 0) + 1;
  return counts;
}

function verdictOf(one: Assessed | null): ComparedGroup['live'] {
  return one && { action: one.assessment.action, score: Math.round(one.assessment.score * 1e4) / 1e4 };
}

/** The comparison with the campaign that each of its groups is, as they stand: that which has most of its accounts, at least half. */
export async function withCampaigns(tx: PoolClient, { groups, ...rest }: Compared): Promise<Comparison> {
  const at = groups.flatMap(({ keys }, i) => keys.map(() => i));
  const { rows } = await tx.query<{ i: number; id: string; title: string; status: CampaignStatus }>(
    `SELECT DISTINCT ON (g.i) g.i, c.id, c.title, c.status
       FROM (SELECT i, campaign_id, count(*) AS n
               FROM unnest($1::int[], $2::bigint[]) AS k (i, account_key) JOIN campaign_account m USING (account_key)
              GROUP BY 1, 2) g
       JOIN campaign c ON c.id = g.campaign_id
      WHERE g.n >= ($3::int[])[g.i + 1] / 2.0
      ORDER BY g.i, c.current DESC, g.n DESC, c.id`,
    [at, groups.flatMap(({ keys }) => keys), groups.map(({ keys }) => keys.length)],
  );
  const found = new Map(rows.map(({ i, ...campaign }) => [i, campaign]));
  return {
    ...rest,
    groups: groups.map(({ keys: _, ...group }, i) => ({ ...group, campaign: found.get(i) ?? null })),
  };
}

/** Keeps what a shadow would have said in place of what it said before. */
export async function keepComparison(
  tx: PoolClient,
  {
    shadow,
    live,
    runId,
    judgedAt,
    found,
  }: { shadow: string; live: string; runId: string; judgedAt: Date; found: Compared },
): Promise<void> {
  await tx.query(
    `INSERT INTO detector_comparison (version_id, live_id, run_id, judged_at, compared) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (version_id) DO UPDATE SET live_id = excluded.live_id, run_id = excluded.run_id,
       judged_at = excluded.judged_at, compared = excluded.compared`,
    [shadow, live, runId, judgedAt, JSON.stringify(await withCampaigns(tx, found))],
  );
}

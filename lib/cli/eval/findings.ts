import {
  type Evaluation,
  type GivenCampaign,
  membersOf,
  stronger,
  type TrueCampaign,
  type TrueResult,
} from '@/lib/detect/evaluate';
import type { HonestGroup } from '@/lib/detect/evaluate-groups';
import type { Outcome } from '@/lib/detect/evaluate-reliability';
import { overlap } from '@/lib/detect/statistics';
import type { Action } from '@/lib/model/campaign';
import type { AssessedGroup } from './assessed';

/** An assessed group and what it really was. */
export interface AssessedOutcome extends Omit<AssessedGroup, 'accounts'> {
  accounts: number;
  /** The true campaign to which at least half of its accounts belong. */
  campaign: string | null;
}

/** A campaign that was not found, with the assessed group that holds most of its accounts. */
export interface MissedCampaign {
  campaign: string;
  /** Share of its accounts that are members of campaigns matched to others. */
  covered: number;
  best: (Omit<AssessedGroup, 'accounts'> & { accounts: number; of_campaign: number }) | null;
}

/** A detected campaign whose members do not belong together, and how many are of which campaign or honest group. */
export interface MixedCampaign {
  id: string;
  score: number;
  match: string | null;
  members: number;
  of: [string, number][];
  evidence: AssessedGroup['evidence'];
}

/** Honest accounts that a campaign would have acted upon, with what spoke for it. */
export interface RaisedGroup {
  group: string;
  kind: string;
  accounts: number;
  step: Action;
  at: string;
  score: number;
  /** The true campaign that it was mixed up with, if any. */
  match: string | null;
  evidence: AssessedGroup['evidence'];
}

/** Evidence named for a group that was missed or wrongly raised. */
const NAMED = 6;
/** Share of a campaign's members that must be of the true one for it to count as that one only. */
const CLEAN = 0.95;

/** Honest groups of which a campaign would verify, throttle or suspend accounts. */
export function raisedGroups(
  given: readonly GivenCampaign[],
  result: Evaluation,
  honest: readonly HonestGroup[],
  at: number,
): RaisedGroup[] {
  return given.flatMap((campaign, i) => {
    const steps = new Map(campaign.accounts.map(({ id, action }) => [id, action]));
    return honest.flatMap(({ group, kind, accounts }) => {
      const hit = accounts.flatMap((account) => {
        const step = steps.get(account);
        return step && step !== 'watch' ? [step] : [];
      });
      if (hit.length === 0) return [];
      return [
        {
          group,
          kind,
          accounts: hit.length,
          step: hit.reduce<Action>((most, step) => stronger(most, step), 'watch'),
          at: new Date(at).toISOString(),
          score: campaign.score,
          match: result.detected[i]?.match ?? null,
          evidence: strongest(campaign.evidence),
        },
      ];
    });
  });
}

/** Campaigns whose members are of several operations, or honest. */
export function mixedCampaigns(
  given: readonly GivenCampaign[],
  result: Evaluation,
  truth: readonly TrueCampaign[],
  honest: readonly HonestGroup[],
): MixedCampaign[] {
  const sides = [
    ...truth.map(({ name, accounts }) => ({ name, accounts })),
    ...honest.map(({ group, accounts }) => ({ name: group, accounts: new Set(accounts) })),
  ];
  return given.flatMap((campaign, i) => {
    const judged = result.detected[i];
    if (!judged || judged.precision * (judged.purity ?? 0) >= CLEAN) return [];
    const members = membersOf(campaign);
    const of = sides
      .map(({ name, accounts }): [string, number] => [name, overlap(members, accounts)])
      .filter(([, count]) => count > 0)
      .sort((a, b) => b[1] - a[1]);
    return [
      {
        id: campaign.id,
        score: campaign.score,
        match: judged.match,
        members: members.size,
        of,
        evidence: strongest(campaign.evidence),
      },
    ];
  });
}

/** True campaigns that were not found, with the assessed group that comes nearest. */
export function missedCampaigns(
  truth: readonly TrueCampaign[],
  results: readonly TrueResult[],
  assessed: readonly AssessedGroup[],
): MissedCampaign[] {
  const missed = new Map(results.filter(({ found }) => !found).map((one) => [one.campaign, one]));
  return truth
    .filter(({ name }) => missed.has(name))
    .map(({ name, accounts }) => {
      const held = assessed.map((group) => overlap(group.accounts, accounts));
      const most = Math.max(0, ...held);
      const best = most > 0 ? assessed[held.indexOf(most)] : undefined;
      return {
        campaign: name,
        covered: missed.get(name)?.covered ?? 0,
        best: best
          ? {
              ...best,
              accounts: best.accounts.size,
              of_campaign: most,
              evidence: strongest(best.evidence),
            }
          : null,
      };
    });
}

function strongest(evidence: GivenCampaign['evidence']): AssessedGroup['evidence'] {
  return [...evidence]
    .sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds))
    .slice(0, NAMED)
    .map(({ signal, log_odds }) => ({ signal, log_odds }));
}

/** The campaign to which at least half of the accounts that count belong. */
export function campaignOf(
  accounts: ReadonlySet<string>,
  truth: readonly TrueCampaign[],
  neutral: ReadonlySet<string>,
): string | null {
  const counted = accounts.size - overlap(accounts, neutral);
  const held = truth.map((one) => overlap(accounts, one.accounts));
  const most = Math.max(0, ...held);
  return counted > 0 && most >= counted / 2 ? (truth[held.indexOf(most)]?.name ?? null) : null;
}

/** Membership of every listed account, and whether it belongs to the campaign it is matched to. */
export function memberships(
  given: readonly GivenCampaign[],
  result: Evaluation,
  truth: readonly TrueCampaign[],
  neutral: ReadonlySet<string>,
): Outcome[] {
  const byName = new Map(truth.map((one) => [one.name, one.accounts]));
  return given.flatMap((campaign, i) => {
    const match = byName.get(result.detected[i]?.match ?? '');
    return campaign.accounts
      .filter(({ id }) => !neutral.has(id))
      .map(({ id, membership }) => ({ predicted: membership, real: match?.has(id) ?? false }));
  });
}

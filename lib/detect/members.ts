import { ACTIONS, type Action } from '@/lib/model/campaign';
import type { MemberCount } from './draft';
import { accountsOf, countOf, facts, type Scene } from './group';
import { memberReasons } from './reasons';
import type { Assessment } from './score';
import { number, percent, plural } from './signals/signal';
import { clamp, latestBefore } from './statistics';

export interface MemberDraft {
  key: bigint;
  membership: number;
  harvestShare: number;
  role: 'core' | 'relay' | 'probe' | 'successor';
  reasons: string[];
  action: Action;
  exchanges: number;
  harvest: number;
  looksInnocent: string | null;
  joinedAt: Date;
  /** Whether the account can still act. */
  active: boolean;
  /** The campaign through which it came in, where that was merged into this one by decision. */
  part?: string | null;
}

/** How soon after a ban who begins takes over from it. */
export const SUCCESSOR_REACH = 12 * 3_600_000;
/**
 * Weight of what ties an account beyond scaffolds (see {@link memberReasons}), from which more than `verify` is recommended for it: a card
 * issuer in common and a template that others send, too, is what a customer with a public template has. Measured: ten of eleven
 * honest accounts in campaigns of two other authors' worlds have less, and one in 50 of the operations' accounts.
 */
const OWN_TIES = 1;
/** Share of the members that are tied by as much from which one that is not is only watched. */
const MOSTLY = 0.6;
const PROBE_REFUSED = 0.35;
const DAY = 86_400_000;

/** What is known of each member: its part in the harvest, its role, why it is listed, and what speaks for its innocence. */
export function draftMembers(
  scene: Scene,
  assessment: Assessment,
  counts: ReadonlyMap<bigint, MemberCount>,
): MemberDraft[] {
  const { world, group } = scene;
  const reasons = memberReasons(scene);
  const isTied = (account: number) => (reasons.get(account)?.beyond ?? 0) >= OWN_TIES;
  const usual = countOf(accountsOf(group), isTied) >= MOSTLY * group.members.length;
  const bans = group.members
    .map(({ account }) => facts(world, account))
    .filter(({ status, statusAt }) => status !== 'active' && statusAt !== null && statusAt > world.since)
    .map(({ statusAt }) => statusAt as number)
    .sort((a, b) => a - b);
  return group.members
    .flatMap(({ account, membership }) => {
      const known = facts(world, account);
      const count = counts.get(known.key);
      if (!count || count.harvest === 0) return [];
      const share = count.harvest / count.exchanges;
      const ban = latestBefore(bans, count.joined.getTime());
      const after = bans.length >= 3 && ban !== null && count.joined.getTime() - ban <= SUCCESSOR_REACH;
      const innocent = innocence(scene, account, count, membership);
      const little = !after && !isTied(account);
      const role =
        known.refused / known.exchanges >= PROBE_REFUSED
          ? 'probe'
          : after
            ? 'successor'
            : share >= 0.5
              ? 'core'
              : 'relay';
      return [
        {
          key: known.key,
          membership: Math.round(clamp(membership, 0, 0.999) * 1000) / 1000,
          harvestShare: Math.round(share * 1e4) / 1e4,
          role,
          reasons: [
            amountReason(count.harvest, share),
            ...(reasons.get(account)?.sentences ?? []),
            ...(after ? [TOOK_OVER] : []),
          ],
          action:
            little && usual
              ? 'watch'
              : accountAction(assessment.action, membership, innocent !== null || little),
          exchanges: count.exchanges,
          harvest: count.harvest,
          looksInnocent: innocent,
          joinedAt: count.joined,
          active: known.status === 'active',
        } satisfies MemberDraft,
      ];
    })
    .sort((a, b) => b.membership - a.membership || (a.key < b.key ? -1 : 1));
}

/** The first reason of every member. */
export function amountReason(harvest: number, share: number): string {
  return `Sends ${plural(harvest, 'exchange')} of the group's kind, ${percent(share)} of its traffic.`;
}

export const TOOK_OVER = 'Took it up within hours of a ban in the group.';

/** At most what the campaign recommends; `verify` for those who may be innocent, are tied by little or are no certain members. */
export function accountAction(campaign: Action, membership: number, innocent: boolean): Action {
  const most: Action = innocent || membership < 0.8 ? 'verify' : 'suspend';
  return ACTIONS[Math.min(ACTIONS.indexOf(campaign), ACTIONS.indexOf(most))] as Action;
}

function innocence(scene: Scene, account: number, count: MemberCount, membership: number): string | null {
  const { createdAt, verified, organization } = facts(scene.world, account);
  if (verified === 'organization')
    return `Verified as an organization${organization ? `, ${organization}` : ''}.`;
  if (verified === 'identity') return 'Its holder is verified by identity.';
  if (membership < 0.7) return 'It resembles the group, but not closely.';
  const old = createdAt !== null && scene.world.until - createdAt > 365 * DAY;
  if (old && count.harvest / count.exchanges < 0.2)
    return `It is over a year old and mostly sends other things (${number(count.exchanges - count.harvest)} of ${number(count.exchanges)} exchanges).`;
  return null;
}

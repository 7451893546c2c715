import { INNOCENT_WORDS, type InnocentSign } from '@/lib/model/batch-moves';
import type { CampaignStatus } from '@/lib/model/campaign';
import { type AccountStatus, accountMove, type OrderKind } from '@/lib/model/decision';
import type { Action } from '@/lib/model/verdict';
import { milderReason, stops } from './approval';

/** What is known of an account when its turn comes. */
export interface TurnFacts {
  status: AccountStatus;
  /** The last status that was given to it since the batch was frozen, by anybody. */
  since: 'banned' | 'suspended' | 'reinstated' | null;
  /** Whoever took it out of a campaign, or reinstated it there, since the batch was frozen. */
  released: { by: string; reason: string } | null;
  /** Of the batch's campaign, or the one that this became part of; null for a batch of no campaign. */
  campaign: CampaignStatus | null;
  /** Whether it is a member of it; true for a batch of no campaign. */
  member: boolean;
  /** What speaks for its innocence now, and what did when a person looked. */
  signs: readonly InnocentSign[];
  signsSeen: readonly InnocentSign[];
  /** The strongest step that detection advises now, and the one when a person looked; null for an account in no campaign. */
  advised: Action | null;
  advisedSeen: Action | null;
  /** Whether the batch that this one reverses was reversed for it already; false for what is no reversal. */
  reversed: boolean;
}

/**
 * Why a batch leaves an account alone when its turn comes, as a sentence; null when it does what was decided. What changed since
 * people looked weighs more than their decision: it was about something else.
 */
export function skipReason(kind: OrderKind, facts: TurnFacts, reversal: boolean): string | null {
  const { status, since, released, campaign, member, signs, signsSeen, advised, advisedSeen, reversed } =
    facts;
  if (kind === 'reinstate') {
    if (since === 'reinstated' || reversed) return 'It was reinstated since.';
    if (since === 'banned') return 'It was banned anew since.';
    if (since === 'suspended') return 'It was suspended anew since.';
    // What a reversal takes back may have left the status as it was.
    if (status === 'active' && !reversal) return 'It is active: there is nothing to reinstate.';
    return null;
  }
  const move = accountMove(status, kind);
  if ('refused' in move) return move.refused.replace('This account', 'It');
  if (released) return `${released.by} let it go since: ${released.reason}`;
  if (since === 'reinstated') return 'It was reinstated since.';
  if (campaign === 'dismissed') return 'The campaign was dismissed since.';
  if (!member) return 'It is no longer in the campaign.';
  const found = signs.filter((sign) => !signsSeen.includes(sign));
  if (found.length > 0)
    return `It looks innocent now: ${found.map((sign) => INNOCENT_WORDS[sign]).join(' ')}`;
  if (stops(kind) && advisedSeen === 'suspend' && advised !== null && advised !== 'suspend')
    return milderReason(advised, 'it now');
  return null;
}

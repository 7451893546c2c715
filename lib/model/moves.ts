import type { CampaignStatus } from './verdict';
import type { AccountStatus } from './words';

export const ORDER_KINDS = ['ban', 'reinstate'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** Where a decision leads: the next status, or the sentence that says why it is not possible. */
export type Move<S extends string> = { to: S } | { refused: string };

/** What a person may decide about a campaign in this status. */
export function campaignMove(status: CampaignStatus, kind: 'confirm' | 'dismiss'): Move<CampaignStatus> {
  return CAMPAIGN_MOVES[kind][status];
}

const CAMPAIGN_MOVES: Record<'confirm' | 'dismiss', Record<CampaignStatus, Move<CampaignStatus>>> = {
  confirm: {
    suspected: { to: 'confirmed' },
    // Somebody looked again and found that it was a campaign after all.
    dismissed: { to: 'confirmed' },
    confirmed: { refused: 'This campaign is already confirmed.' },
    contained: { refused: 'This campaign is already confirmed and contained.' },
    closed: { refused: 'This campaign is closed.' },
  },
  dismiss: {
    suspected: { to: 'dismissed' },
    confirmed: { to: 'dismissed' },
    // Its accounts stay as they are: each is reinstated by a decision of its own.
    contained: { to: 'dismissed' },
    dismissed: { refused: 'This campaign is already dismissed.' },
    closed: { refused: 'This campaign is closed.' },
  },
};

/** What a person may decide about an account in this status. */
export function accountMove(status: AccountStatus, kind: OrderKind): Move<AccountStatus> {
  return ACCOUNT_MOVES[kind][status];
}

const ACCOUNT_MOVES: Record<OrderKind, Record<AccountStatus, Move<AccountStatus>>> = {
  ban: {
    active: { to: 'banned' },
    suspended: { to: 'banned' },
    banned: { refused: 'This account is already banned.' },
  },
  reinstate: {
    banned: { to: 'active' },
    suspended: { to: 'active' },
    active: { refused: 'This account is active: there is nothing to reinstate.' },
  },
};

/**
 * What follows for a campaign when the status of one of its accounts changed: a confirmed campaign of which no
 * account can act any more is contained, and one that was contained is not when an account can act again.
 */
export function afterEnforcement(status: CampaignStatus, accountsThatCanAct: number): CampaignStatus {
  if (status === 'confirmed' && accountsThatCanAct === 0) return 'contained';
  if (status === 'contained' && accountsThatCanAct > 0) return 'confirmed';
  return status;
}

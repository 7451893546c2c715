import type { CampaignStatus } from './verdict';
import type { AccountStatus } from './words';

/** What the provider's systems can be told to do with an account, mildest first; `reinstate` lifts whatever it was. */
export const ORDER_KINDS = ['verify', 'throttle', 'suspend', 'ban', 'reinstate'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];
/** What is decided about one account by itself. */
export type SentenceKind = Extract<OrderKind, 'ban' | 'reinstate'>;

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

const BANNED = { refused: 'This account is already banned.' };
const SUSPENDED = { refused: 'This account is already suspended.' };

const ACCOUNT_MOVES: Record<OrderKind, Record<AccountStatus, Move<AccountStatus>>> = {
  // These two ask something of an account that can act; its status stays.
  verify: { active: { to: 'active' }, suspended: SUSPENDED, banned: BANNED },
  throttle: { active: { to: 'active' }, suspended: SUSPENDED, banned: BANNED },
  suspend: { active: { to: 'suspended' }, suspended: SUSPENDED, banned: BANNED },
  ban: {
    active: { to: 'banned' },
    suspended: { to: 'banned' },
    banned: BANNED,
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

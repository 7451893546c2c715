import type { CampaignStatus } from './verdict';
import type { AccountStatus } from './words';

/** What the provider's systems can be told to do with an account, mildest first; `reinstate` lifts whatever it was. */
export const ORDER_KINDS = ['verify', 'throttle', 'suspend', 'ban', 'reinstate'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];
/** What is decided about one account by itself. */
export type SentenceKind = Extract<OrderKind, 'ban' | 'reinstate'>;

/** Where a decision leads: the next status, or the sentence that says why it is not possible. */
export type Move<S extends string> = { to: S } | { refused: string };

/** What a person may decide about a campaign as a whole. */
export const CAMPAIGN_DECISIONS = ['confirm', 'dismiss', 'merge', 'split', 'reopen'] as const;
export type CampaignDecision = (typeof CAMPAIGN_DECISIONS)[number];

/** What can be taken back while nothing rests on it. */
export const UNDOABLE = [...CAMPAIGN_DECISIONS, 'exclude', 'include'] as const;
export type Undoable = (typeof UNDOABLE)[number];

/** Accounts that one decision takes out of a campaign or puts back, and that one split names. */
export const RELIST_LIMIT = 1_000;

/** Where a decision of a person about a campaign in this status leads. */
export function campaignMove(status: CampaignStatus, kind: CampaignDecision): Move<CampaignStatus> {
  return CAMPAIGN_MOVES[kind][status];
}

const DISMISSED = { refused: 'This campaign is dismissed. Reopen it first.' };
const CLOSED = { refused: 'This campaign is closed.' };

const CAMPAIGN_MOVES: Record<CampaignDecision, Record<CampaignStatus, Move<CampaignStatus>>> = {
  confirm: {
    suspected: { to: 'confirmed' },
    // Somebody looked again and found that it was a campaign after all.
    dismissed: { to: 'confirmed' },
    confirmed: { refused: 'This campaign is already confirmed.' },
    contained: { refused: 'This campaign is already confirmed and contained.' },
    closed: CLOSED,
  },
  dismiss: {
    suspected: { to: 'dismissed' },
    confirmed: { to: 'dismissed' },
    // Its accounts stay as they are: each is reinstated by a decision of its own.
    contained: { to: 'dismissed' },
    dismissed: { refused: 'This campaign is already dismissed.' },
    closed: CLOSED,
  },
  // It becomes part of another one.
  merge: {
    suspected: { to: 'closed' },
    confirmed: { to: 'closed' },
    contained: { to: 'closed' },
    dismissed: DISMISSED,
    closed: { refused: 'This campaign is already part of another one.' },
  },
  // Some of its accounts become a campaign of their own; what it was judged to be stands for the rest.
  split: {
    suspected: { to: 'suspected' },
    confirmed: { to: 'confirmed' },
    contained: { to: 'contained' },
    dismissed: DISMISSED,
    closed: CLOSED,
  },
  reopen: {
    confirmed: { to: 'suspected' },
    dismissed: { to: 'suspected' },
    // It stands by itself again.
    closed: { to: 'suspected' },
    suspected: { refused: 'This campaign is open: nobody has decided about it.' },
    contained: { refused: 'This campaign is contained: it opens again when one of its accounts can act.' },
  },
};

/** Whether another campaign may be merged into one in this status: null, or the sentence that says why not. */
export function cannotTake(status: CampaignStatus): string | null {
  if (status === 'dismissed') return 'The other campaign is dismissed. Reopen it first.';
  if (status === 'closed') return 'The other campaign is closed. Merge into the one that it is part of.';
  return null;
}

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

/**
 * What a campaign is when accounts came to it or left it: as {@link afterEnforcement}, but one that a run contained before
 * anybody judged it is suspected again, not confirmed.
 */
export function afterMoving(
  status: CampaignStatus,
  accountsThatCanAct: number,
  judged: boolean,
): CampaignStatus {
  const next = afterEnforcement(status, accountsThatCanAct);
  return next === 'confirmed' && !judged ? 'suspected' : next;
}

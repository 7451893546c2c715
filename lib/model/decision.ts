import { z } from 'zod';
import type { CampaignStatus } from './campaign';
import { ACCOUNT_STATUSES, type AccountStatus } from './records';

export { ACCOUNT_STATUSES, type AccountStatus };

export const ORDER_KINDS = ['ban', 'reinstate'] as const;
export const ORDER_STATUSES = ['pending', 'delivered', 'dead', 'superseded'] as const;
export const ALERT_STATUSES = ['open', 'decided'] as const;

export type OrderKind = (typeof ORDER_KINDS)[number];
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** Text that PostgreSQL and JSON can both hold: no NUL and no half of a character. */
export const storableText = z
  .string()
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), 'This holds a character that cannot be stored.');

/** Why somebody decided what they decided: every decision has one. */
export const decisionReason = storableText
  .trim()
  .min(3, 'Give a reason of at least 3 characters.')
  .max(2_000, 'Keep the reason under 2,000 characters.');

/** The version of a thing that the decider looked at; another one by now is a conflict. */
export const seenVersion = z
  .number()
  .int()
  .min(1)
  .max(2_147_483_647)
  .meta({ description: 'The version you looked at, as the last read gave it.' });

/** An id as the contract has them: 1 to 200 characters. */
export const entityId = storableText.min(1).max(200);

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

interface Weighed {
  signal: string;
  log_odds: number;
}

/** One signal and its log-odds to the nearest half: what a person judged, coarse enough to outlast noise. */
export type JudgedEvidence = Record<string, number>;

/** What is remembered of the evidence a person judged. The campaign is raised again only when this changes. */
export function judgedEvidence(evidence: readonly Weighed[]): JudgedEvidence {
  const sorted = [...evidence].sort((a, b) => (a.signal < b.signal ? -1 : 1));
  return Object.fromEntries(sorted.map(({ signal, log_odds }) => [signal, Math.round(log_odds * 2) / 2 + 0]));
}

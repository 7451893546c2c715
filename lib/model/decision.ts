import { z } from 'zod';
import { DISMISS_OUTCOMES, type DismissOutcome } from './verdict';

export * from './moves';
export { ACCOUNT_STATUSES, type AccountStatus } from './words';

export const ORDER_STATUSES = ['pending', 'delivered', 'dead', 'superseded'] as const;
export const ALERT_STATUSES = ['open', 'decided'] as const;

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

/** What a dismissed campaign is instead, and of a duplicate of which campaign: the input of whatever dismisses. */
export const dismissalFields = {
  outcome: z.enum(DISMISS_OUTCOMES),
  duplicate_of: entityId
    .optional()
    .meta({ description: 'The other campaign; with the outcome `duplicate`, and only then.' }),
};

/** Refuses a duplicate that does not say of what, and another campaign for what is none. */
export function saysOfWhat(
  { outcome, duplicate_of }: { outcome: DismissOutcome; duplicate_of?: string | undefined },
  context: z.RefinementCtx,
): void {
  if ((outcome === 'duplicate') === (duplicate_of !== undefined)) return;
  context.addIssue({
    code: 'custom',
    path: ['duplicate_of'],
    message:
      outcome === 'duplicate' ? 'Say of which campaign.' : 'Only a duplicate is one of another campaign.',
  });
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

import type { OrderKind } from '@/lib/model/decision';
import type { Action } from '@/lib/model/verdict';

interface Asked {
  kind: OrderKind;
  /** Accounts that would get an order, and those among them that look innocent. */
  accounts: number;
  innocent: number;
  threshold: number;
  /** Accounts that the same person or key has ordered things for within a day without anybody else. */
  alone: number;
  /** Of the accounts those about which detection advises less than to suspend them, and the strongest step that it advises of them. */
  milder: { accounts: number; step: Action | null };
  /** Of the accounts those whose campaigns nobody has confirmed. */
  unconfirmed: number;
}

const ADVICE: Record<Action, string> = {
  watch: 'watching',
  verify: 'verifying',
  throttle: 'throttling',
  suspend: 'suspending',
};

/** Whether a kind of order stops accounts: then somebody has to have found them out, and one tired person is not enough. */
export const stops = (kind: OrderKind) => kind === 'suspend' || kind === 'ban';

/** What a person hears who would stop accounts, in words, although detection advises less. */
export function milderReason(step: Action, whom: string): string {
  return `Detection advises no more than ${ADVICE[step]} ${whom}.`;
}

/**
 * Why a batch needs a second person, in sentences; null when it does not. Many small batches count as one large one. Letting
 * accounts act again harms nobody who looks innocent, but many at once are looked at too. Stopping accounts further than detection advises,
 * or before anybody confirmed what they are part of, takes two as well: so few that no number would tell may be a class.
 */
export function approvalReasons({
  kind,
  accounts,
  innocent,
  threshold,
  alone,
  milder,
  unconfirmed,
}: Asked): string[] | null {
  const number = (n: number) => n.toLocaleString('en-US');
  const reasons: string[] = [];
  if (accounts > threshold)
    reasons.push(
      `It would reach ${number(accounts)} accounts; more than ${number(threshold)} need a second person.`,
    );
  else if (alone > 0 && accounts + alone > threshold)
    reasons.push(
      `With the ${number(alone)} of the last 24 hours it would reach ${number(accounts + alone)} accounts; more than ${number(threshold)} need a second person.`,
    );
  if (innocent > 0 && kind !== 'reinstate')
    reasons.push(
      innocent === 1
        ? 'One account in it looks innocent.'
        : `${number(innocent)} accounts in it look innocent.`,
    );
  if (stops(kind) && milder.accounts > 0 && milder.step !== null)
    reasons.push(
      milderReason(
        milder.step,
        milder.accounts === 1 ? 'one account in it' : `${number(milder.accounts)} accounts in it`,
      ),
    );
  if (stops(kind) && unconfirmed > 0)
    reasons.push(
      unconfirmed === accounts
        ? 'Nobody has confirmed the campaign.'
        : `Nobody has confirmed the campaigns of ${number(unconfirmed)} accounts in it.`,
    );
  return reasons.length > 0 ? reasons : null;
}

import type { OrderKind } from '@/lib/model/decision';

interface Asked {
  kind: OrderKind;
  /** Accounts that would get an order, and those among them that look innocent. */
  accounts: number;
  innocent: number;
  threshold: number;
  /** Accounts that the same person or key has ordered things for within a day without anybody else. */
  alone: number;
}

/**
 * Why a batch needs a second person, in sentences; null when it does not. Many small batches count as one large one. Letting
 * accounts act again harms nobody who looks innocent, but many at once are looked at too.
 */
export function approvalReasons({ kind, accounts, innocent, threshold, alone }: Asked): string[] | null {
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
  return reasons.length > 0 ? reasons : null;
}

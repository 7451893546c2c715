import type { OrderKind } from '@/lib/model/decision';
import { overtakes } from './overtake';

interface Waiting {
  kind: OrderKind;
  due_at: Date;
}

/** What is to be done about the orders of one account that wait for a target. */
export interface Turn<T> {
  /** Not to be sent: a newer one that waits too takes their place. */
  needless: T[];
  /** The one to send now. */
  next: T | null;
  /** Cannot be sent before the one that is tried again later: put off until then. */
  behind: { orders: T[]; until: Date } | null;
}

/**
 * Whose turn it is of the orders of one account, the oldest first. Only the oldest that is not needless may be sent; what comes after
 * it waits, also for its next try.
 */
export function turnOf<T extends Waiting>(waiting: readonly T[], now: Date): Turn<T> {
  const needless = waiting.filter((order, index) =>
    waiting.slice(index + 1).some((newer) => overtakes(newer.kind, order.kind)),
  );
  const [head, ...rest] = waiting.filter((order) => !needless.includes(order));
  if (!head) return { needless, next: null, behind: null };
  if (head.due_at <= now) return { needless, next: head, behind: null };
  const orders = rest.filter(({ due_at }) => due_at < head.due_at);
  return { needless, next: null, behind: orders.length > 0 ? { orders, until: head.due_at } : null };
}

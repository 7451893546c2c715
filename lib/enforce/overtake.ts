import type { OrderKind } from '@/lib/model/decision';

/**
 * Which waiting orders of an account need not be sent any more once a newer one stands: those whose effect the newer one
 * takes back or contains. What is not here is delivered in order, such as a reinstatement before the suspension that follows it.
 */
const OVERTAKES: Record<OrderKind, readonly OrderKind[]> = {
  verify: ['verify'],
  throttle: ['throttle'],
  suspend: ['verify', 'throttle', 'suspend'],
  ban: ['verify', 'throttle', 'suspend', 'ban', 'reinstate'],
  reinstate: ['verify', 'throttle', 'suspend', 'ban', 'reinstate'],
};

/** Whether an undelivered order `older` is not to be sent once `newer`, about the same account, was written. */
export function overtakes(newer: OrderKind, older: OrderKind): boolean {
  return OVERTAKES[newer].includes(older);
}

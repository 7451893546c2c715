import { count, plural } from '@/components/ui/format';
import type { Action } from '@/lib/model/campaign';

/** The recommended step as an instruction. */
export const ACTION_WORDS: Record<Action, string> = {
  watch: 'Keep watching',
  verify: 'Ask them to verify',
  throttle: 'Throttle the group',
  suspend: 'Suspend the group at once',
};

interface Reach {
  recommended_action: Action;
  account_count: number;
  active_accounts: number;
  innocent_accounts: number;
}

/** Whom the recommended step would reach and whom it should not, as one or two sentences. */
export function reachOf({
  recommended_action,
  account_count,
  active_accounts,
  innocent_accounts,
}: Reach): string {
  const innocent =
    innocent_accounts > 0
      ? ` ${count(innocent_accounts)} look${innocent_accounts === 1 ? 's' : ''} innocent and should stay out.`
      : '';
  if (recommended_action === 'watch') {
    return `The evidence does not carry a step against ${plural(account_count, 'account')} yet.${innocent}`;
  }
  if (active_accounts === 0) return `None of its ${plural(account_count, 'account')} is active any more.`;
  return `Reaches ${count(active_accounts)} of ${plural(account_count, 'account')} that are still active.${innocent}`;
}

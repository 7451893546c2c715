import { ACTIONS, type Action } from '@/lib/model/campaign';
import { countSteps } from './evaluate';

/** Accounts of honest customers that belong together in some way, in a world with known truth. */
export interface HonestGroup {
  group: string;
  /** `lookalike` for those that resemble operations, `ordinary` for the rest. */
  kind: string;
  accounts: readonly string[];
}

export interface GroupResult {
  group: string;
  kind: string;
  accounts: number;
  /** Accounts that are recommended for each step; the others are in no campaign. */
  steps: Record<Action, number>;
}

/** What is recommended for the accounts of each group: `steps` gives the strongest step of each account that has one. */
export function evaluateGroups(
  groups: readonly HonestGroup[],
  steps: ReadonlyMap<string, Action>,
): GroupResult[] {
  return groups.map(({ group, kind, accounts }) => ({
    group,
    kind,
    accounts: accounts.length,
    steps: countSteps(
      accounts.flatMap((account) => {
        const step = steps.get(account);
        return step ? [[account, step] as const] : [];
      }),
    ),
  }));
}

/** Accounts recommended for any step beyond `watch`. */
export function beyondWatch(steps: Record<Action, number>): number {
  return ACTIONS.reduce((sum, action) => sum + (action === 'watch' ? 0 : steps[action]), 0);
}

import { count, percent, plural } from '@/components/ui/format';
import type { AccountComparison, ComparedAccount } from '@/lib/model/console/compare';

/** What each account is called in lanes and columns, where its id has no room. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;
/** Below this share of common hours accounts take turns; above the other they work side by side. */
const TURNS = 0.1;
const SIDE_BY_SIDE = 0.6;
const FEWEST_HOURS = 8;

/** How their hours lie to each other, as the title of the lanes. */
export function lanesFinding({ accounts, timeline }: AccountComparison): string {
  const { any, together } = timeline.hours;
  if (any === 0) return 'None of them sent anything in this range';
  const busy = timeline.lanes.filter((lane) => lane.length > 0).length;
  if (accounts.length < 2) return `At work in ${plural(any, 'hour')}`;
  if (busy < 2) return 'Only one of them was at work in this range';
  const share = together / any;
  const hours = `${count(together)} of ${plural(any, 'hour')}`;
  if (any >= FEWEST_HOURS && share <= TURNS) return `They take turns: more than one is at work in ${hours}`;
  if (any >= FEWEST_HOURS && share >= SIDE_BY_SIDE)
    return `They work side by side: more than one in ${hours}, ${percent(share)}`;
  return `More than one is at work in ${hours}, ${percent(share)}`;
}

/** What they share, as the title of the matrix. */
export function sharedFinding({ accounts, shared, shared_total }: AccountComparison): string {
  if (accounts.length < 2) return 'Add an account to see what it shares';
  const strong = shared.filter(({ hub }) => !hub);
  const all = strong.filter(({ shown }) => shown.every(Boolean));
  if (shared_total === 0) return 'They share no value';
  if (strong.length === 0) return 'They share only values that are common everywhere';
  const who = accounts.length === 2 ? 'Both' : `All ${accounts.length}`;
  const rarest = all.reduce((most, { one_in }) => Math.max(most, one_in), 0);
  return all.length > 0
    ? `${who} share ${plural(all.length, 'value')}, the rarest shown by 1 account in ${count(Math.round(rarest))}`
    : `No value is shared by all; ${plural(strong.length, 'value')} by some`;
}

/** How alike what they sought is: one less half the sum of differences of shares, of the least alike pair. */
export function likeness(accounts: readonly Pick<ComparedAccount, 'shares' | 'in_range'>[]): number | null {
  const busy = accounts.filter(({ in_range }) => in_range > 0);
  if (busy.length < 2) return null;
  let least = 1;
  for (const [i, a] of busy.entries()) {
    for (const b of busy.slice(i + 1)) {
      const names = new Set([...Object.keys(a.shares), ...Object.keys(b.shares)]) as Set<
        keyof typeof a.shares
      >;
      const apart = [...names].reduce(
        (sum, name) => sum + Math.abs((a.shares[name] ?? 0) - (b.shares[name] ?? 0)),
        0,
      );
      least = Math.min(least, 1 - apart / 2);
    }
  }
  return least;
}

/** What they sought, as the title of the breakdown. */
export function soughtFinding(accounts: readonly ComparedAccount[]): string {
  const alike = likeness(accounts);
  if (alike === null) return accounts.length < 2 ? 'What it sought' : 'Fewer than two of them sent anything';
  const words = `${percent(alike)} of what any two of them sought is the same`;
  return alike >= 0.8 ? `They seek the same: at least ${words}` : `At least ${words}`;
}

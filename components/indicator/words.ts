import { indicatorWord } from '@/components/account/words';
import { count, longDay, percent, plural } from '@/components/ui/format';
import type { IndicatorHead, IndicatorRow } from '@/lib/model/console/indicator';

/** "1 in 412" accounts, or that none shows it. */
export function baseRate({ one_in }: Pick<IndicatorRow, 'one_in'>): string {
  return one_in === null ? 'none' : `1 in ${count(Math.round(one_in))}`;
}

/** How common a value is and whom it says something about, as one sentence. */
export function baseRateSentence(
  head: Pick<
    IndicatorHead,
    | 'accounts'
    | 'outside'
    | 'all_accounts'
    | 'all_outside'
    | 'one_in'
    | 'hub'
    | 'held_by'
    | 'campaigns'
    | 'kind'
  >,
): string {
  const { accounts, outside, all_outside, hub, campaigns } = head;
  if (accounts === 0) return 'No account has shown it yet.';
  if (accounts === 1) return 'Only one account shows it.';
  const rate = `${plural(accounts, 'account')} of ${count(head.all_accounts)}, ${baseRate(head)}, ${head.kind === 'scaffold' ? 'send' : 'show'} it`;
  if (hub) return `${rate}: a hub, which says next to nothing of who belongs together.`;
  if (campaigns === 0) return `${rate}; no campaign that stands holds it.`;
  const whose = `${plural(campaigns, 'campaign')} ${campaigns === 1 ? 'holds' : 'hold'} it`;
  if (outside === 0) return `${rate}; ${whose} and nobody outside of ${campaigns === 1 ? 'it' : 'them'}.`;
  const rare = all_outside > 0 ? ` (1 in ${count(Math.max(1, Math.round(all_outside / outside)))})` : '';
  return `${rate}; ${whose}, and outside of ${campaigns === 1 ? 'it' : 'them'} ${plural(outside, 'account')}${rare}.`;
}

/** How it came and went, as the title of its activity. */
export function activityFinding({
  activity,
  accounts,
  exchanges,
}: Pick<IndicatorHead, 'activity' | 'accounts' | 'exchanges'>): string {
  if (!activity || accounts === 0) return 'Nobody has shown it';
  const first = activity.days.reduce((sum, n) => sum + n, 0);
  const most = Math.max(...activity.days);
  const at = activity.days.indexOf(most);
  const on = longDay(Date.parse(activity.from) + at * 86_400_000);
  if (most > 1 && first > 0 && most / first >= 0.5 && activity.days.length > 1)
    return `${count(most)} accounts showed it first on ${on}, ${percent(most / first)} of them`;
  if (exchanges === 0) return `At most ${plural(most, 'account')} signed up with it on one day, ${on}`;
  const busy = Math.max(...activity.active);
  const day = longDay(Date.parse(activity.from) + activity.active.indexOf(busy) * 86_400_000);
  return `In use by at most ${plural(busy, 'account')} on one day, ${day}`;
}

/** "Card 5e9a71c4", for titles and dialogs. */
export function indicatorTitle({ kind, label }: { kind: string; label: string }): string {
  return `${indicatorWord(kind)} ${label}`;
}

/** How sure the other provider is, which it says in percent. */
export function confidenceWord(confidence: number | null): string {
  return confidence === null ? 'not said' : `${Math.round(confidence)}%`;
}

/** The kind of a value in a narrow cell, without what stands in brackets. */
export function shortKind(kind: string): string {
  return indicatorWord(kind).replace(/ \(.*/, '');
}

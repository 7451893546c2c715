import { clock, day, spelled } from '@/components/ui/format';

const KINDS: Record<string, string> = {
  new_campaign: 'New campaign',
  jump: 'Jump in volume',
  successor: 'Successor',
  shared_indicator: 'Shared indicator',
  raised_again: 'Raised again',
};

/** Why an alert was raised, in two or three words. */
export function kindWords(kind: string): string {
  return KINDS[kind] ?? spelled(kind);
}

/** What happened, without the campaign's name in front of it, which stands there already, and what it collects as a mere list. */
export function happened(title: string, summary: string): string {
  const rest = summary.startsWith(title) ? summary.slice(title.length).replace(/^[\s:,–-]+/, '') : summary;
  return rest.replace(/\.$/, '').replace(/^(new: [\d,]+ accounts) collect /, '$1, ');
}

/** When a snoozed alert wakes, for a narrow column: "08:00" today, else "23 Nov". */
export function wakes(until: string, now: number): string {
  return day(until) === day(now) ? clock(until) : day(until);
}

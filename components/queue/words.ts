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

/** Sentences that fill more than a row of the queue has room for, in fewer words; the panel has them whole. */
const SHORTER: readonly [RegExp, string][] = [
  [/^(new: [\d,]+ accounts) (?:collect|send) /, '$1, '],
  ['written-out reasoning', 'reasoning'],
  ['hidden reasoning traces', 'hidden reasoning'],
  ['orchestration of sub-agents', 'orchestration'],
].map(([long, short]) => [new RegExp(long as string | RegExp), short as string]);

/** What happened, without the campaign's name in front of it, which stands there already. */
export function happened(title: string, summary: string): string {
  const rest = summary.startsWith(title) ? summary.slice(title.length).replace(/^[\s:,–-]+/, '') : summary;
  return SHORTER.reduce((text, [long, short]) => text.replace(long, short), rest.replace(/\.$/, ''));
}

/** When a snoozed alert wakes, for a narrow column: "08:00" today, else "23 Nov". */
export function wakes(until: string, now: number): string {
  return day(until) === day(now) ? clock(until) : day(until);
}

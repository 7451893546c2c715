import type { Action, CampaignStatus, DismissOutcome } from '@/lib/model/campaign';
import type { RedactionLevel, Tlp } from '@/lib/model/case-words';

// Numbers, times and closed lists in the words of a report. English and UTC whatever the machine is set to.

const DAY = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** 1648310 → "1,648,310". */
export function count(n: number): string {
  return n.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** For large figures: 71158324 → "71.2 million"; below a million whole. */
export function large(n: number): string {
  if (n >= 1e9) return `${(n / 1e9).toFixed(1)} billion`;
  if (n >= 1e6) return `${(n / 1e6).toFixed(1)} million`;
  return count(n);
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A share in 0 to 1. What is there but rounds to nothing is "<1%", what is not all is never "100%". */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1%';
  if (share < 1 && share >= 0.995) return '>99%';
  return `${Math.round(share * 100)}%`;
}

/** No score is certain, so none reads 1.00. */
export function score(value: number): string {
  return Math.min(value, 0.99).toFixed(2);
}

export function weight(logOdds: number): string {
  return `${logOdds < 0 ? '−' : '+'}${Math.abs(logOdds).toFixed(1)}`;
}

/** A likelihood ratio as a lawyer would read it: +2.3 → "10 to 1 for". */
export function odds(logOdds: number): string {
  const ratio = Math.exp(Math.abs(logOdds));
  const figure = ratio >= 9.95 ? count(Math.round(ratio)) : ratio.toFixed(1);
  return `${figure} to 1 ${logOdds < 0 ? 'against' : 'for'}`;
}

/** "16 Nov 2026". */
export function day(time: string | number): string {
  const d = new Date(time);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

/** "16 Nov", for axes. */
export function shortDay(time: string | number): string {
  const d = new Date(time);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`;
}

/** "16 Nov 2026, 02:10 UTC". */
export function moment(time: string | number): string {
  const d = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day(time)}, ${two(d.getUTCHours())}:${two(d.getUTCMinutes())} UTC`;
}

/** Whole days, at least one. */
export function days(from: string, to: string): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY));
}

/** "3 hours", "2 days": one unit, for sentences. */
export function duration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 90) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

/** "rubric_grading" → "Rubric grading". */
export function spelled(word: string): string {
  const words = word.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Items as a clause: "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A score in words: the scale of the US Intelligence Community Directive 203 (2015). */
export function likelihood(value: number): string {
  if (value >= 0.95) return 'almost certain';
  if (value >= 0.8) return 'very likely';
  if (value >= 0.55) return 'likely';
  if (value >= 0.45) return 'as likely as not';
  if (value >= 0.2) return 'unlikely';
  return value >= 0.05 ? 'very unlikely' : 'almost certainly not the case';
}

export const STATUS_WORDS: Record<CampaignStatus, string> = {
  suspected: 'Suspected: not decided by a person yet',
  confirmed: 'Confirmed by a person',
  dismissed: 'Dismissed by a person',
  contained: 'Contained: no member can act any more',
  closed: 'Closed',
};

export const OUTCOME_WORDS: Record<DismissOutcome, string> = {
  not_coordinated: 'the accounts are not one operation',
  not_harvesting: 'the operation collects no training material',
  authorized: 'the use was authorized',
  duplicate: 'it duplicates another campaign',
};

export const ACTION_WORDS: Record<Action, string> = {
  watch: 'Keep watching',
  verify: 'Ask the holders to verify who they are',
  throttle: 'Limit the rate of the group as a whole',
  suspend: 'Suspend the group at once',
};

/** What FIRST says of each marking (TLP 2.0), in short. */
export const TLP_WORDS: Record<Tlp, string> = {
  'TLP:RED': 'For the eyes of the individual recipients only. No further disclosure.',
  'TLP:AMBER+STRICT': 'Recipients may share this on a need-to-know basis within their own organization only.',
  'TLP:AMBER':
    'Recipients may share this on a need-to-know basis within their own organization and with its clients.',
  'TLP:GREEN': 'Recipients may share this within their community, but not by publicly accessible channels.',
  'TLP:CLEAR': 'There is no limit on disclosure.',
};

export const LEVEL_WORDS: Record<RedactionLevel, string> = {
  internal: 'Internal. Nothing is left out: customers and the people who decided are named.',
  partner:
    'Partner. Accounts are keyed hashes. What identifies customers, excerpts of prompts, and the names and reasons of people are left out.',
  public:
    'Public. No account is listed and small counts are merged. Indicators are shown only where they are rare outside of the campaign.',
};

const DECISIONS: Record<string, string> = {
  confirm: 'Confirmed the campaign',
  dismiss: 'Dismissed the campaign',
  reopen: 'Reopened the campaign',
  merge: 'Merged it with another campaign',
  split: 'Split accounts off into another campaign',
  exclude: 'Took accounts out of the campaign',
  include: 'Put accounts back into the campaign',
  ban: 'Ordered accounts to be banned',
  suspend: 'Ordered accounts to be suspended',
  reinstate: 'Ordered accounts to be reinstated',
  verify: 'Ordered that accounts verify themselves',
  throttle: 'Ordered accounts to be limited',
};
export function decisionWords(kind: string): string {
  return DECISIONS[kind] ?? spelled(kind);
}

const EVENTS: Record<string, string> = {
  detected: 'Detected by an automatic run',
  jumped: 'Jump in volume',
  raised_again: 'Raised again, since the evidence changed',
  faded: 'No longer seen',
  contained: 'Contained',
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  opened_again: 'Reopened',
  merged: 'Merged',
  took_in: 'Took in another campaign',
  split: 'Split',
  split_off: 'Accounts split off',
  split_from: 'Split from another campaign',
  note: 'Note of an analyst',
  account_excluded: 'Account taken out',
  account_included: 'Account put back',
};
export function eventWords(kind: string): string {
  return EVENTS[kind] ?? spelled(kind);
}

const ACTORS = { person: 'A person', key: 'A program with a key', system: 'The system' } as const;
export function actorWords(kind: string): string {
  return ACTORS[kind as keyof typeof ACTORS] ?? spelled(kind);
}

/** Under a table that does not show everything; null when it does. */
export function shownOf(shown: number, of: { total: number; what: string; where: string }): string | null {
  return shown < of.total ? `${count(shown)} of ${count(of.total)} ${of.what} are shown. ${of.where}` : null;
}

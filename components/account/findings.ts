import { rankedShares, type Shares } from '@/components/charts/capability';
import { count, duration, inWords, percent, plural } from '@/components/ui/format';
import { CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type {
  AccountBreakdown,
  AccountIndicators,
  AccountTimeline,
  SessionRow,
} from '@/lib/model/console/account';
import { indicatorWord } from './words';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A rhythm needs so many periods, whose middle half differs by less than this share of their median. */
const FEWEST_PERIODS = 5;
const MOST_SPREAD = 0.3;
/** A quiet time of day is one of at least so many hours in at least so many exchanges over so long a range. */
const QUIET_HOURS = 3;
const QUIET_EXCHANGES = 50;
const QUIET_RANGE_MS = 3 * 24 * HOUR_MS;

/** What the timeline shows, as its title. `sessions` newest first. */
export function timelineFinding(timeline: AccountTimeline, sessions: readonly SessionRow[]): string {
  const { exchanges, from, to } = timeline;
  const span = Date.parse(to) - Date.parse(from);
  if (exchanges === 0) return `Nothing was sent in these ${duration(span)}`;
  const quiet =
    span >= QUIET_RANGE_MS && exchanges >= QUIET_EXCHANGES ? quietHours(timeline.hours_of_day) : null;
  const never = quiet ? `, never between ${hour(quiet.from)} and ${hour(quiet.to)} UTC` : '';
  const inRange = sessions.filter(({ began, ended }) => ended >= from && began <= to);
  const rhythm = rhythmOf(inRange);
  if (rhythm) {
    const work = rhythm.works < MINUTE_MS ? 'It asks once' : `It works for ${duration(rhythm.works)}`;
    return `${work} every ${duration(rhythm.every)}${never}`;
  }
  const [top] = soughtIn(timeline);
  const share = top ? (top.exchanges === exchanges ? 'all' : percent(top.exchanges / exchanges)) : '';
  const most = top ? `, ${share} for ${CAPABILITY_WORDS[top.capability].sought}` : '';
  return `${plural(exchanges, 'exchange')} in ${duration(span)}${never || most}`;
}

/** What was sought in the range, most first. */
function soughtIn({ marks, buckets }: AccountTimeline): AccountTimeline['sought'] {
  const counts = new Map<Capability, number>();
  for (const { capability, exchanges } of marks?.map(({ capability }) => ({ capability, exchanges: 1 })) ??
    buckets) {
    counts.set(capability, (counts.get(capability) ?? 0) + exchanges);
  }
  return [...counts]
    .map(([capability, exchanges]) => ({ capability, exchanges }))
    .sort((a, b) => b.exchanges - a.exchanges);
}

/** Median length and period of sessions that come regularly, in ms; null when they do not. */
export function rhythmOf(
  sessions: readonly Pick<SessionRow, 'began' | 'ended'>[],
): { works: number; every: number } | null {
  const begins = sessions.map(({ began }) => Date.parse(began)).sort((a, b) => a - b);
  const periods = begins.slice(1).map((begin, index) => begin - (begins[index] ?? begin));
  if (periods.length < FEWEST_PERIODS) return null;
  const every = quantile(periods, 0.5);
  if (every <= 0 || (quantile(periods, 0.75) - quantile(periods, 0.25)) / every >= MOST_SPREAD) return null;
  return {
    works: quantile(
      sessions.map(({ began, ended }) => Date.parse(ended) - Date.parse(began)),
      0.5,
    ),
    every,
  };
}

/** The longest run of hours of the day without an exchange, around midnight too; null when it is short. */
export function quietHours(hours: readonly number[]): { from: number; to: number } | null {
  let best = { from: 0, length: 0 };
  for (let start = 0; start < hours.length; start++) {
    let length = 0;
    while (length < hours.length && hours[(start + length) % hours.length] === 0) length++;
    if (length > best.length) best = { from: start, length };
  }
  if (best.length < QUIET_HOURS || best.length === hours.length) return null;
  return { from: best.from, to: (best.from + best.length) % hours.length };
}

function hour(n: number): string {
  return `${String(n).padStart(2, '0')}:00`;
}

/** `values` in any order; linear between neighbours. */
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** What the sessions have in common. `all` is false when older ones were not read yet. */
export function sessionsFinding(sessions: readonly SessionRow[], all: boolean): string {
  const n = sessions.length;
  if (n === 0) return 'No session yet';
  const middle = Math.round(
    quantile(
      sessions.map(({ exchanges }) => exchanges),
      0.5,
    ),
  );
  const limited = sessions.filter((session) => session.limited > 0).length;
  const which = all ? `${inWords(n)} ${n === 1 ? 'session' : 'sessions'}` : `The last ${count(n)} sessions`;
  const even = sessions.every(({ exchanges }) => exchanges === middle);
  const size = even
    ? `${n === 1 ? '' : 'each '}of ${plural(middle, 'exchange')}`
    : `half of them of ${plural(middle, 'exchange')} or more`;
  const limits = limited === 0 ? 'none at a limit' : `${inWords(limited).toLowerCase()} at a limit`;
  return `${which}, ${size}, ${limits}`;
}

/** What it seeks far more than its peers, with both figures. */
export function breakdownFinding({ shares, baseline, exchanges, sampled }: AccountBreakdown): string {
  if (exchanges === 0) return 'Nothing was sent in the last 30 days of its life';
  const ranked = rankedShares(shares);
  const far =
    sampled === 0
      ? []
      : ranked.filter(({ capability, share }) => share >= 0.1 && share >= 2 * (baseline[capability] ?? 0));
  const named = (far.length > 0 ? far : ranked)
    .slice(0, far.length > 0 ? 2 : 1)
    .map(({ capability }) => capability);
  const words = named.map((capability) => CAPABILITY_WORDS[capability].label.toLowerCase()).join(' and ');
  const sum = (of: Shares) => named.reduce((total, capability) => total + (of[capability] ?? 0), 0);
  if (sampled === 0) return `${percent(sum(shares))} ${words}; no peers to compare with`;
  if (far.length === 0)
    return `It seeks what its peers seek: ${percent(sum(shares))} ${words}, theirs ${percent(sum(baseline))}`;
  return `${percent(sum(shares))} ${words}; its peers: ${percent(sum(baseline))}`;
}

/** Which of its values lead to the others of its campaign, else how rare the rarest shared one is. */
export function indicatorsFinding({ items, total, campaign }: AccountIndicators): string {
  if (total === 0) return 'It has shown no value that others could share';
  const shared = items.filter(({ accounts }) => accounts > 1);
  if (shared.length === 0) return `Nobody else shows any of its ${plural(total, 'value')}`;
  const leading = shared.filter(({ in_campaign }) => (in_campaign ?? 0) >= 0.5);
  if (campaign && leading.length > 0) {
    const kinds = [...new Set(leading.map(({ kind }) => indicatorWord(kind).replace(/ \(.*/, '')))];
    const named = kinds.slice(0, 3).map((kind, index) => (index === 0 ? kind : lowerFirst(kind)));
    return `${listed(named)} ${named.length === 1 ? 'leads' : 'lead'} to the group`;
  }
  const rarest = shared.reduce((a, b) => (b.one_in > a.one_in ? b : a));
  return `The rarest value it shares is one of 1 in ${count(Math.round(rarest.one_in))} accounts`;
}

function lowerFirst(text: string): string {
  // "API key" and "TLS fingerprint" keep their capitals.
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

import { count, duration, percent, plural } from '@/components/ui/format';
import type { RhythmPicture } from '@/lib/model/console/rhythm';
import type { RhythmMeasure } from '@/lib/model/rhythm';

type Figure = RhythmPicture['measures'][number];

interface MeasureWords {
  label: string;
  unit: string;
  /** Which way speaks for one hand. */
  side: 'low' | 'high';
  value: (value: number) => string;
}

const plain = (value: number) => (value < 10 ? value.toFixed(value < 0.095 ? 3 : 2) : value.toFixed(0));

export const MEASURE_WORDS: Record<RhythmMeasure, MeasureWords> = {
  even_shares: { label: 'Even shares', unit: 'variance / mean of sessions', side: 'low', value: plain },
  turn_taking: { label: 'Turn-taking', unit: 'pauses, variation', side: 'low', value: plain },
  common_clock: { label: 'Common clock', unit: 'silent together', side: 'high', value: percent },
  handover: { label: 'Handover', unit: 'within 4 h of a ban', side: 'high', value: percent },
  release_pivot: { label: 'Release pivot', unit: 'on the new model in 24 h', side: 'high', value: percent },
};

/** Whether a figure lies outside of what unrelated accounts give, on the side that speaks for one hand. */
export function stands({ name, value, low, high }: Figure): boolean {
  return MEASURE_WORDS[name].side === 'low' ? value < low : value > high;
}

/** What the picture shows, as one sentence. */
export function rhythmFinding(picture: RhythmPicture): string {
  const outside = new Map(picture.measures.filter(stands).map((figure) => [figure.name, figure]));
  const accounts = plural(picture.lines, 'account');
  const clauses: string[] = [];
  const shares = outside.get('even_shares');
  if (shares) clauses.push('share the work out evenly');
  else if (outside.has('turn_taking')) clauses.push('take turns');
  const clock = outside.get('common_clock');
  if (clock) clauses.push(`fall silent together ${percent(clock.value)} of the time`);
  const handover = outside.get('handover');
  if (handover) clauses.push(`were replaced within 4 h of a ban in ${percent(handover.value)} of cases`);
  const pivot = outside.get('release_pivot');
  const model = picture.released === null ? undefined : picture.models[picture.released]?.name;
  if (pivot && model) clauses.push(`sent ${percent(pivot.value)} to ${model} within a day of its release`);
  if (clauses.length === 0) {
    return picture.measures.length > 0
      ? `In time, these ${accounts} look no more alike than unrelated ones`
      : `${accounts}, too few sessions yet to compare with unrelated ones`;
  }
  const last = clauses.pop() as string;
  const all = `${accounts} ${clauses.length > 0 ? `${clauses.join(', ')} and ${last}` : last}`;
  const second = handover ? null : secondPool(picture);
  return second ? `${all}; ${second}` : all;
}

/** How soon after the first wave of bans the pool that came next began, to the step of the strip; null without one. */
function secondPool({ since, waves: [ban], pools, strip }: RhythmPicture): string | null {
  const next = pools[1];
  const step = strip.pools[1]?.findIndex((sessions) => sessions > 0) ?? -1;
  if (!ban || !next || step < 0) return null;
  const by = Date.parse(since) + (step + 1) * strip.step_seconds * 1_000;
  const soon = Math.max(strip.step_seconds * 1_000, by - Date.parse(ban.at));
  return `after ${plural(ban.accounts, 'ban')} another ${count(next.accounts)} took over within ${duration(Math.ceil(soon / HOUR_MS) * HOUR_MS)}`;
}

const HOUR_MS = 3_600_000;

/** "a turn every 3 h 26 min ± 4 min", null when there are too few. */
export function turnWords(turn: number | null, spread: number | null): string | null {
  if (turn === null || spread === null) return null;
  return `a turn every ${duration(turn * 1_000)} ± ${duration(spread * 1_000)}`;
}

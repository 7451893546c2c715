import type { Range } from '@/components/charts/brush/range';

export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;

interface Days {
  from: string;
  to: string;
}

/** The days that are shown, both included, as a stretch of time within the span; a missing end is that of the span. */
export function brushRange(span: Days, from: string | null, to: string | null): Range {
  const life = { from: Date.parse(span.from), to: Date.parse(span.to) + DAY_MS };
  const end = Math.min(to ? Date.parse(to) + DAY_MS : life.to, life.to);
  const start = Math.max(from ? Date.parse(from) : life.from, life.from);
  return { from: Math.min(start, end - DAY_MS), to: Math.max(end, life.from + DAY_MS) };
}

/** The first and last day of a stretch; null at an end that is that of the span, so that the address stays short. */
export function brushDays(span: Days, { from, to }: Range): { from: string | null; to: string | null } {
  const first = dayText(from);
  const last = dayText(to - 1);
  return { from: first <= span.from ? null : first, to: last >= span.to ? null : last };
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { Params } from '@/lib/queries/fetch';

/** What the address of a campaign's overview says: the range of its timeline by name, or by its ends. */
export const overviewParams = {
  range: parseAsStringLiteral(['life', 'month', 'week', '48h', 'own'] as const).withDefault('month'),
  from: parseAsString,
  to: parseAsString,
};

export const loadOverviewParams = createLoader(overviewParams);
export type OverviewParams = Awaited<ReturnType<typeof loadOverviewParams>>;

/** The range as the question that server and browser ask alike. Ends that are no times mean the month. */
export function timelineRangeOf({ range, from, to }: OverviewParams): Params {
  if (range !== 'own') return { range };
  if (!isTime(from) || !isTime(to)) return { range: 'month' };
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function isTime(text: string | null): text is string {
  return text !== null && !Number.isNaN(Date.parse(text));
}

import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { Params } from '@/lib/queries/fetch';

// As in lib/model/console/indicator.ts, whose schemas the browser does not need.
const SORTS = ['accounts', 'campaigns', 'first_seen', 'last_seen'] as const;
const LISTS = ['shared', 'watched', 'reported', 'hits'] as const;

/** What the address of the indicators page says. */
export const indicatorParams = {
  list: parseAsStringLiteral(LISTS).withDefault('shared'),
  sort: parseAsStringLiteral(SORTS).withDefault('accounts'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  campaign: parseAsStringLiteral(['yes', 'no'] as const),
  hubs: parseAsStringLiteral(['1'] as const),
  q: parseAsString.withDefault(''),
};

export const loadIndicatorParams = createLoader(indicatorParams);
export type IndicatorParams = Awaited<ReturnType<typeof loadIndicatorParams>>;

/** The address as the question that server and browser ask alike; hits are a list of their own. */
export function indicatorFilterOf(params: IndicatorParams): Params {
  const { list, sort, order, kind, campaign, hubs, q } = params;
  return {
    list: list === 'hits' ? 'watched' : list,
    sort,
    order,
    ...(kind.length > 0 ? { kind } : {}),
    ...(campaign ? { campaign } : {}),
    ...(hubs ? { hubs } : {}),
    ...(q ? { q } : {}),
  };
}

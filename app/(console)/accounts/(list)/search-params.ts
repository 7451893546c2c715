import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { ACCOUNT_STATUSES } from '@/lib/model/words';
import type { Params } from '@/lib/queries/fetch';

// As in lib/model/console/account.ts, whose schemas the browser does not need.
const SORTS = ['last_seen', 'created', 'exchanges'] as const;
const words = parseAsArrayOf(parseAsString).withDefault([]);

/** What the address of the accounts page says. */
export const accountParams = {
  sort: parseAsStringLiteral(SORTS).withDefault('last_seen'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
  status: parseAsArrayOf(parseAsStringLiteral(ACCOUNT_STATUSES)).withDefault([]),
  pathway: words,
  plan: words,
  verified: words,
  campaign: parseAsStringLiteral(['yes', 'no'] as const),
  indicator: parseAsString.withDefault(''),
  q: parseAsString.withDefault(''),
};

export const loadAccountParams = createLoader(accountParams);
export type AccountParams = Awaited<ReturnType<typeof loadAccountParams>>;

/** The address as the question that server and browser ask alike. */
export function accountFilterOf(params: AccountParams): Params {
  const { sort, order, campaign, indicator, q } = params;
  const some = (['status', 'pathway', 'plan', 'verified'] as const).filter((name) => params[name].length > 0);
  return {
    sort,
    order,
    ...Object.fromEntries(some.map((name) => [name, params[name]])),
    ...(campaign ? { campaign } : {}),
    ...(indicator ? { indicator } : {}),
    ...(q ? { q } : {}),
  };
}

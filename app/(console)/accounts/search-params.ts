import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { ACCOUNT_SORTS, IN_CAMPAIGN } from '@/lib/model/console/account';
import { ACCOUNT_STATUSES } from '@/lib/model/decision';
import type { Params } from '@/lib/queries/fetch';

const words = parseAsArrayOf(parseAsString).withDefault([]);

/** What the address of the accounts page says. */
export const accountParams = {
  sort: parseAsStringLiteral(ACCOUNT_SORTS).withDefault('last_seen'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
  status: parseAsArrayOf(parseAsStringLiteral(ACCOUNT_STATUSES)).withDefault([]),
  pathway: words,
  plan: words,
  verified: words,
  campaign: parseAsStringLiteral(IN_CAMPAIGN),
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

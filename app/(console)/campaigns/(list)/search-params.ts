import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { CAPABILITIES } from '@/lib/model/capability';
import { CAMPAIGN_SORTS, CAMPAIGN_STATUSES, SEVERITIES } from '@/lib/model/verdict';
import type { Params } from '@/lib/queries/fetch';

/** What the address of the campaigns page says. */
export const campaignParams = {
  view: parseAsStringLiteral(['table', 'board'] as const).withDefault('table'),
  sort: parseAsStringLiteral(CAMPAIGN_SORTS).withDefault('score'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
  status: parseAsArrayOf(parseAsStringLiteral(CAMPAIGN_STATUSES)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  capability: parseAsStringLiteral(CAPABILITIES),
  owner: parseAsStringLiteral(['me', 'nobody', 'watched'] as const),
  q: parseAsString.withDefault(''),
};

export const loadCampaignParams = createLoader(campaignParams);
export type CampaignParams = Awaited<ReturnType<typeof loadCampaignParams>>;

/** The address as the question that server and browser ask alike. */
export function campaignFilterOf(params: CampaignParams): Params {
  const { sort, order, status, severity, capability, owner, q } = params;
  return {
    sort,
    order,
    ...(status.length > 0 ? { status } : {}),
    ...(severity.length > 0 ? { severity } : {}),
    ...(capability ? { capability } : {}),
    ...(owner ? { owner } : {}),
    ...(q ? { q } : {}),
  };
}

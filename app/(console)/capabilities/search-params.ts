import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { CAPABILITIES, type Capability } from '@/lib/model/capability';
import { CAMPAIGN_STATUSES } from '@/lib/model/verdict';
import type { Params } from '@/lib/queries/fetch';

const DAY_MS = 86_400_000;
const words = parseAsArrayOf(parseAsString).withDefault([]);

/** What the address of the capabilities page says: the filters, and the selected cell or campaign. */
export const capabilityParams = {
  scope: parseAsStringLiteral(['harvest', 'all'] as const).withDefault('harvest'),
  from: parseAsString,
  to: parseAsString,
  model: words,
  pathway: words,
  status: parseAsArrayOf(parseAsStringLiteral(CAMPAIGN_STATUSES)).withDefault([]),
  capability: parseAsStringLiteral(CAPABILITIES),
  at: parseAsString,
  campaign: parseAsString,
  by: parseAsStringLiteral(['campaign', 'model', 'pathway'] as const).withDefault('campaign'),
};

export const loadCapabilityParams = createLoader(capabilityParams);
export type CapabilityParams = Awaited<ReturnType<typeof loadCapabilityParams>>;

/** The address as the question that server and browser ask alike. What is no day is left out. */
export function capabilityFilterOf({ scope, from, to, model, pathway, status }: CapabilityParams): Params {
  return {
    scope,
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(model.length > 0 ? { model } : {}),
    ...(pathway.length > 0 ? { pathway } : {}),
    ...(status.length > 0 ? { status } : {}),
  };
}

/** The question for who holds what: the filters, and what is told apart. */
export function sidesFilterOf(params: CapabilityParams): Params {
  return { ...capabilityFilterOf(params), by: params.by };
}

/** The question for what stands behind the selection; null while nothing is selected. */
export function drillFilterOf(
  params: CapabilityParams,
  unit: 'day' | 'week' | undefined,
  leading: Capability | null = null,
): Params | null {
  const capability = params.capability ?? leading;
  if (!capability) return null;
  return {
    ...capabilityFilterOf(params),
    capability,
    ...(isDay(params.at) && unit ? bucketDays(params.at, unit) : {}),
    ...(params.campaign ? { campaign: params.campaign } : {}),
  };
}

/** First and last day of a bucket. */
export function bucketDays(bucket: string, unit: 'day' | 'week'): { from: string; to: string } {
  const last = Date.parse(bucket) + (unit === 'week' ? 6 : 0) * DAY_MS;
  return { from: bucket, to: new Date(last).toISOString().slice(0, 10) };
}

export function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

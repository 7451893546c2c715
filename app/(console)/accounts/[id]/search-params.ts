import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { CAPABILITIES } from '@/lib/model/capability';
import type { Params } from '@/lib/queries/fetch';

export const ACCOUNT_TABS = ['timeline', 'exchanges', 'indicators', 'campaigns', 'decisions'] as const;
export type AccountTab = (typeof ACCOUNT_TABS)[number];

/** What the address of an account's page says: the tab, and the range of time by name or by its ends. */
export const accountPageParams = {
  tab: parseAsStringLiteral(ACCOUNT_TABS).withDefault('timeline'),
  range: parseAsStringLiteral(['life', 'week', '48h', 'session', 'own'] as const).withDefault('life'),
  from: parseAsString,
  to: parseAsString,
  /** The chosen moment. */
  at: parseAsString,
  capability: parseAsStringLiteral(CAPABILITIES),
};

export const loadAccountPageParams = createLoader(accountPageParams);
export type AccountPageParams = Awaited<ReturnType<typeof loadAccountPageParams>>;

const SPANS: Partial<Record<AccountPageParams['range'], number>> = { week: 604_800, '48h': 172_800 };

/** The range as the question that server and browser ask alike. Ends that are no times are left out. */
export function timelineRangeOf({ range, from, to }: AccountPageParams): Params {
  const span = SPANS[range];
  if (span) return { span };
  if (range === 'life' || !isTime(from) || !isTime(to)) return {};
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function isTime(text: string | null): text is string {
  return text !== null && !Number.isNaN(Date.parse(text));
}

/** The chosen moment in ms, if it is one and lies in the range. */
export function momentOf(
  { at }: Pick<AccountPageParams, 'at'>,
  range: { from: string; to: string },
): number | null {
  if (!isTime(at)) return null;
  const t = Date.parse(at);
  return t >= Date.parse(range.from) && t <= Date.parse(range.to) ? t : null;
}

export const SESSIONS_A_PAGE = 9;
/** Exchanges under the timeline, and on the tab of their own. */
export const EXCHANGES_BRIEF = 12;
/** Exchanges beside the timeline. */
export const EXCHANGES_BESIDE = 8;
export const EXCHANGES_FULL = 50;

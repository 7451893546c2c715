import { createLoader, parseAsArrayOf, parseAsFloat, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { ACCOUNT_STATUSES } from '@/lib/model/words';
import type { Params } from '@/lib/queries/fetch';

/** What the address of a campaign's accounts says. */
export const memberParams = {
  sort: parseAsStringLiteral([
    'membership',
    'harvest',
    'exchanges',
    'joined',
    'last_seen',
  ] as const).withDefault('membership'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
  status: parseAsArrayOf(parseAsStringLiteral(ACCOUNT_STATUSES)).withDefault([]),
  role: parseAsArrayOf(parseAsString).withDefault([]),
  membership: parseAsFloat,
  harvest: parseAsFloat,
  innocent: parseAsStringLiteral(['1'] as const),
  q: parseAsString.withDefault(''),
  /** The accounts that people took out, instead of those that are in. */
  out: parseAsStringLiteral(['1'] as const),
};

export const loadMemberParams = createLoader(memberParams);
export type MemberParams = Awaited<ReturnType<typeof loadMemberParams>>;

/** The address as the question that server and browser ask alike. */
export function memberFilterOf(params: MemberParams): Params {
  const { sort, order, status, role, membership, harvest, innocent, q } = params;
  return {
    sort,
    order,
    ...(status.length > 0 ? { status } : {}),
    ...(role.length > 0 ? { role } : {}),
    ...(membership !== null ? { membership } : {}),
    ...(harvest !== null ? { harvest } : {}),
    ...(innocent ? { innocent } : {}),
    ...(q ? { q } : {}),
  };
}

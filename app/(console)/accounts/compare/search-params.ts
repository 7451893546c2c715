import { createLoader, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { Params } from '@/lib/queries/fetch';

const SPANS = { month: 2_592_000, week: 604_800, '48h': 172_800 } as const;

/** What the address of a comparison says: the accounts, and how far back from the end of their traffic it looks. */
export const compareParams = {
  id: parseAsNativeArrayOf(parseAsString),
  range: parseAsStringLiteral(['life', 'month', 'week', '48h'] as const).withDefault('life'),
};

export const MOST = 5;
export const loadCompareParams = createLoader(compareParams);
export type CompareParams = Awaited<ReturnType<typeof loadCompareParams>>;

/** The address as the question that server and browser ask alike. */
export function compareFilterOf({ id, range }: CompareParams): Params {
  return { id: [...new Set(id)].slice(0, MOST), ...(range === 'life' ? {} : { span: SPANS[range] }) };
}

import { createLoader, parseAsArrayOf, parseAsStringLiteral } from 'nuqs/server';
import { BATCH_STATUSES } from '@/lib/model/batch-moves';
import type { Params } from '@/lib/queries/fetch';

/** What the address of the list of batches says. */
export const batchParams = {
  status: parseAsArrayOf(parseAsStringLiteral(BATCH_STATUSES)).withDefault([]),
  mine: parseAsStringLiteral(['1'] as const),
};

export const loadBatchParams = createLoader(batchParams);
export type BatchParams = Awaited<ReturnType<typeof loadBatchParams>>;

/** The address as the question that server and browser ask alike. */
export function batchFilterOf({ status, mine }: BatchParams): Params {
  return { ...(status.length > 0 ? { status } : {}), ...(mine ? { mine } : {}) };
}

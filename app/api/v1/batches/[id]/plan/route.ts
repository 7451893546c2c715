import { apiRoute } from '@/lib/api/route';
import { planBatch } from '@/lib/services/batch/plan';

// A read that is asked for with a body: a thousand ids do not fit into an address.
export const POST = apiRoute(async ({ actor, params, json }) =>
  planBatch({ ...((await json()) as Parameters<typeof planBatch>[0]), id: params.id ?? '' }, { actor }),
);

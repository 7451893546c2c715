import { apiRoute } from '@/lib/api/route';
import { claimAlert } from '@/lib/services/alert/claim';

export const POST = apiRoute(async ({ actor, params, json }) =>
  claimAlert({ ...((await json()) as Parameters<typeof claimAlert>[0]), id: params.id ?? '' }, { actor }),
);

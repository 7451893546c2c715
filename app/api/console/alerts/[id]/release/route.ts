import { apiRoute } from '@/lib/api/route';
import { releaseAlert } from '@/lib/services/alert/release';

export const POST = apiRoute(async ({ actor, params, json }) =>
  releaseAlert({ ...((await json()) as Parameters<typeof releaseAlert>[0]), id: params.id ?? '' }, { actor }),
);

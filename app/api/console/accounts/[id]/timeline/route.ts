import { apiRoute } from '@/lib/api/route';
import { accountTimeline } from '@/lib/services/account/timeline';

export const GET = apiRoute(async ({ actor, params, search }) =>
  accountTimeline({ ...search, id: params.id ?? '' }, { actor }),
);

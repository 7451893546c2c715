import { apiRoute } from '@/lib/api/route';
import { accountIndicators } from '@/lib/services/account/indicators';

export const GET = apiRoute(async ({ actor, params, search }) =>
  accountIndicators({ ...search, id: params.id ?? '' }, { actor }),
);

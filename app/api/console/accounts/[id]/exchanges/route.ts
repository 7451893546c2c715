import { apiRoute } from '@/lib/api/route';
import { accountExchanges } from '@/lib/services/account/exchanges';

export const GET = apiRoute(async ({ actor, params, search }) =>
  accountExchanges({ ...search, id: params.id ?? '' }, { actor }),
);

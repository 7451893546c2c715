import { apiRoute } from '@/lib/api/route';
import { accountBreakdown } from '@/lib/services/account/breakdown';

export const GET = apiRoute(async ({ actor, params, search }) =>
  accountBreakdown({ ...search, id: params.id ?? '' }, { actor }),
);

import { apiRoute } from '@/lib/api/route';
import { accountHistory } from '@/lib/services/account/history';

export const GET = apiRoute(async ({ actor, params, search }) =>
  accountHistory({ ...search, id: params.id ?? '' }, { actor }),
);

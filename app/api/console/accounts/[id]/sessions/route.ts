import { apiRoute } from '@/lib/api/route';
import { accountSessions } from '@/lib/services/account/sessions';

export const GET = apiRoute(async ({ actor, params, search }) =>
  accountSessions({ ...search, id: params.id ?? '' }, { actor }),
);

import { apiRoute } from '@/lib/api/route';
import { listMembers } from '@/lib/services/campaign/members';

export const GET = apiRoute(async ({ actor, params, search }) =>
  listMembers({ ...search, id: params.id ?? '' }, { actor }),
);

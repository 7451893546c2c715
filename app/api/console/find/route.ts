import { apiRoute } from '@/lib/api/route';
import { find } from '@/lib/services/console/find';

export const GET = apiRoute(async ({ actor, search }) => find({ q: String(search.q ?? '') }, { actor }));

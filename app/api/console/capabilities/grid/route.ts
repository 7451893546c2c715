import { apiRoute } from '@/lib/api/route';
import { capabilityGridQuery } from '@/lib/services/capability/grid';

export const GET = apiRoute(async ({ actor, search }) => capabilityGridQuery(search, { actor }));

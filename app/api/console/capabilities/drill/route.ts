import { apiRoute } from '@/lib/api/route';
import { capabilityDrillQuery } from '@/lib/services/capability/drill';

export const GET = apiRoute(async ({ actor, search }) =>
  capabilityDrillQuery({ ...search, capability: search.capability as never }, { actor }),
);

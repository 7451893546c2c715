import { queryRoute } from '@/lib/api/route';
import { capabilityGridQuery } from '@/lib/services/capability/grid';

export const GET = queryRoute(capabilityGridQuery);

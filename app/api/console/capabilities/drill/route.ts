import { queryRoute } from '@/lib/api/route';
import { capabilityDrillQuery } from '@/lib/services/capability/drill';

export const GET = queryRoute(capabilityDrillQuery);

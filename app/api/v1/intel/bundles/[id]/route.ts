import { queryRoute } from '@/lib/api/route';
import { getIntelDelivery } from '@/lib/services/intel/get-delivery';

export const GET = queryRoute(getIntelDelivery);

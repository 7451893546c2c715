import { queryRoute } from '@/lib/api/route';
import { listIntelIndicators } from '@/lib/services/intel/list-indicators';

export const GET = queryRoute(listIntelIndicators);

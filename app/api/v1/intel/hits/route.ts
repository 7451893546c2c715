import { queryRoute } from '@/lib/api/route';
import { listIntelHits } from '@/lib/services/intel/list-hits';

export const GET = queryRoute(listIntelHits);

import { queryRoute } from '@/lib/api/route';
import { listExcluded } from '@/lib/services/campaign/excluded';

export const GET = queryRoute(listExcluded);

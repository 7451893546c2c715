import { queryRoute } from '@/lib/api/route';
import { listIndicators } from '@/lib/services/indicator/list';

export const GET = queryRoute(listIndicators);

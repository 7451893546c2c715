import { queryRoute } from '@/lib/api/route';
import { listHits } from '@/lib/services/indicator/hits';

export const GET = queryRoute(listHits);

import { queryRoute } from '@/lib/api/route';
import { getDetector } from '@/lib/services/detector/get';

export const GET = queryRoute(getDetector);

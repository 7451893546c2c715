import { queryRoute } from '@/lib/api/route';
import { getIndicator } from '@/lib/services/indicator/get';

export const GET = queryRoute(getIndicator);

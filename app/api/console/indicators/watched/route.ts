import { queryRoute } from '@/lib/api/route';
import { watchedIndicators } from '@/lib/services/indicator/watched';

export const GET = queryRoute(watchedIndicators);

import { queryRoute } from '@/lib/api/route';
import { getDemo } from '@/lib/services/demo/get';

export const GET = queryRoute(getDemo);

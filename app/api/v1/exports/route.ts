import { queryRoute } from '@/lib/api/route';
import { describeExports } from '@/lib/services/list/describe';

export const GET = queryRoute(describeExports);

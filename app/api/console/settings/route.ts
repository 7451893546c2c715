import { queryRoute } from '@/lib/api/route';
import { listSettings } from '@/lib/services/setting/list';

export const GET = queryRoute(listSettings);

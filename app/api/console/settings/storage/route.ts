import { queryRoute } from '@/lib/api/route';
import { getStorage } from '@/lib/services/storage/get';

export const GET = queryRoute(getStorage);

import { queryRoute } from '@/lib/api/route';
import { getBatch } from '@/lib/services/batch/get';

export const GET = queryRoute(getBatch);

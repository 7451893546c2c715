import { queryRoute } from '@/lib/api/route';
import { getSharing } from '@/lib/services/share/get';

export const GET = queryRoute(getSharing);

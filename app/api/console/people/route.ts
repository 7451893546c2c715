import { queryRoute } from '@/lib/api/route';
import { listUsers } from '@/lib/services/user/list';

export const GET = queryRoute(listUsers);

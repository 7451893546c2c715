import { queryRoute } from '@/lib/api/route';
import { getAccount } from '@/lib/services/account/get';

export const GET = queryRoute(getAccount);

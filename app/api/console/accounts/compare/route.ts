import { queryRoute } from '@/lib/api/route';
import { compareAccounts } from '@/lib/services/account/compare';

export const GET = queryRoute(compareAccounts);

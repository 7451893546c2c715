import { queryRoute } from '@/lib/api/route';
import { listAccounts } from '@/lib/services/account/list';

export const GET = queryRoute(listAccounts);

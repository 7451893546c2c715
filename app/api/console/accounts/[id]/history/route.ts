import { queryRoute } from '@/lib/api/route';
import { accountHistory } from '@/lib/services/account/history';

export const GET = queryRoute(accountHistory);

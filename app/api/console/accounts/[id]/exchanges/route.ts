import { queryRoute } from '@/lib/api/route';
import { accountExchanges } from '@/lib/services/account/exchanges';

export const GET = queryRoute(accountExchanges);

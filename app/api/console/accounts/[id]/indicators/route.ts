import { queryRoute } from '@/lib/api/route';
import { accountIndicators } from '@/lib/services/account/indicators';

export const GET = queryRoute(accountIndicators);

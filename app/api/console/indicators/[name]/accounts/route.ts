import { queryRoute } from '@/lib/api/route';
import { indicatorAccounts } from '@/lib/services/indicator/accounts';

export const GET = queryRoute(indicatorAccounts);

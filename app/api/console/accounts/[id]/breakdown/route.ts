import { queryRoute } from '@/lib/api/route';
import { accountBreakdown } from '@/lib/services/account/breakdown';

export const GET = queryRoute(accountBreakdown);

import { queryRoute } from '@/lib/api/route';
import { listBatchAccounts } from '@/lib/services/batch/accounts';

export const GET = queryRoute(listBatchAccounts);

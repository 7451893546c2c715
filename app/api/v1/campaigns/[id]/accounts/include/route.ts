import { verbRoute } from '@/lib/api/route';
import { includeAccounts } from '@/lib/services/campaign/include-many';

export const POST = verbRoute(includeAccounts);

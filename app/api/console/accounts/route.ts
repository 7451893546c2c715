import { queryRoute } from '@/lib/api/route';
import { browseAccounts } from '@/lib/services/account/browse';

export const GET = queryRoute(browseAccounts);

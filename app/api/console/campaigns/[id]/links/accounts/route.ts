import { queryRoute } from '@/lib/api/route';
import { linkedAccounts } from '@/lib/services/campaign/links';

export const GET = queryRoute(linkedAccounts);

import { queryRoute } from '@/lib/api/route';
import { listCampaignAccounts } from '@/lib/services/campaign/list-accounts';

export const GET = queryRoute(listCampaignAccounts);

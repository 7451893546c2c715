import { queryRoute } from '@/lib/api/route';
import { getCampaign } from '@/lib/services/campaign/get';

export const GET = queryRoute(getCampaign);

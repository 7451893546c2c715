import { queryRoute } from '@/lib/api/route';
import { listCampaigns } from '@/lib/services/campaign/list';

export const GET = queryRoute(listCampaigns);

import { queryRoute } from '@/lib/api/route';
import { campaignActivity } from '@/lib/services/campaign/activity';

export const GET = queryRoute(campaignActivity);

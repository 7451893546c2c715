import { queryRoute } from '@/lib/api/route';
import { campaignLinks } from '@/lib/services/campaign/links';

export const GET = queryRoute(campaignLinks);

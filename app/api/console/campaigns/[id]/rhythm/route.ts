import { queryRoute } from '@/lib/api/route';
import { campaignRhythm } from '@/lib/services/campaign/rhythm';

export const GET = queryRoute(campaignRhythm);

import { queryRoute } from '@/lib/api/route';
import { campaignRhythmLines } from '@/lib/services/campaign/rhythm';

export const GET = queryRoute(campaignRhythmLines);

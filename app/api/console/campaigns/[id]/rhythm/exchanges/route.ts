import { queryRoute } from '@/lib/api/route';
import { campaignRhythmExchanges } from '@/lib/services/campaign/rhythm';

export const GET = queryRoute(campaignRhythmExchanges);

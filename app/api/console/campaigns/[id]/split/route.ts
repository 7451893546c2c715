import { verbRoute } from '@/lib/api/route';
import { splitCampaign } from '@/lib/services/campaign/split';

export const POST = verbRoute(splitCampaign);

import { verbRoute } from '@/lib/api/route';
import { watchCampaign } from '@/lib/services/campaign/watch';

export const POST = verbRoute(watchCampaign);

import { verbRoute } from '@/lib/api/route';
import { unwatchCampaign } from '@/lib/services/campaign/unwatch';

export const POST = verbRoute(unwatchCampaign);

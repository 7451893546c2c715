import { verbRoute } from '@/lib/api/route';
import { dismissCampaign } from '@/lib/services/campaign/dismiss';

export const POST = verbRoute(dismissCampaign);

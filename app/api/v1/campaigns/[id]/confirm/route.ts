import { verbRoute } from '@/lib/api/route';
import { confirmCampaign } from '@/lib/services/campaign/confirm';

export const POST = verbRoute(confirmCampaign);

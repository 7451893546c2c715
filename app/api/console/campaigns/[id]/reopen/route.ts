import { verbRoute } from '@/lib/api/route';
import { reopenCampaign } from '@/lib/services/campaign/reopen';

export const POST = verbRoute(reopenCampaign);

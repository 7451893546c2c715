import { verbRoute } from '@/lib/api/route';
import { shareCampaign } from '@/lib/services/campaign/share';

export const POST = verbRoute(shareCampaign);

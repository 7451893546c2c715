import { verbRoute } from '@/lib/api/route';
import { seeCampaign } from '@/lib/services/campaign/see';

export const POST = verbRoute(seeCampaign);

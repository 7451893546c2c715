import { verbRoute } from '@/lib/api/route';
import { mergeCampaign } from '@/lib/services/campaign/merge';

export const POST = verbRoute(mergeCampaign);

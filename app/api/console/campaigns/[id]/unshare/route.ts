import { verbRoute } from '@/lib/api/route';
import { unshareCampaign } from '@/lib/services/campaign/unshare';

export const POST = verbRoute(unshareCampaign);

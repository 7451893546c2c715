import { verbRoute } from '@/lib/api/route';
import { snoozeCampaign } from '@/lib/services/campaign/snooze';

export const POST = verbRoute(snoozeCampaign);

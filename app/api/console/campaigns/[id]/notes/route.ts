import { verbRoute } from '@/lib/api/route';
import { noteCampaign } from '@/lib/services/campaign/note';

export const POST = verbRoute(noteCampaign, 201);

import { apiRoute } from '@/lib/api/route';
import { campaignTimeline } from '@/lib/services/campaign/timeline';

export const GET = apiRoute(async ({ actor, params, search }) =>
  campaignTimeline({ ...search, id: params.id ?? '' }, { actor }),
);

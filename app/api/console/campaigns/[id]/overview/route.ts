import { apiRoute } from '@/lib/api/route';
import { campaignOverview } from '@/lib/services/campaign/overview';

export const GET = apiRoute(async ({ actor, params }) =>
  campaignOverview({ id: params.id ?? '' }, { actor }),
);

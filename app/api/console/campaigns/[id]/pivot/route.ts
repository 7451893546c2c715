import { apiRoute } from '@/lib/api/route';
import { campaignPivot } from '@/lib/services/campaign/pivot';

export const GET = apiRoute(async ({ actor, params }) => campaignPivot({ id: params.id ?? '' }, { actor }));

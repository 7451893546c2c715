import { apiRoute } from '@/lib/api/route';
import { countCampaigns } from '@/lib/services/campaign/counts';

export const GET = apiRoute(async ({ actor }) => countCampaigns({}, { actor }));

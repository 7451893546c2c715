import { apiRoute } from '@/lib/api/route';
import { listCampaignRows } from '@/lib/services/campaign/rows';

export const GET = apiRoute(async ({ actor, search }) => listCampaignRows(search, { actor }));

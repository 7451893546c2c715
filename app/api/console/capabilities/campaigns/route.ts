import { apiRoute } from '@/lib/api/route';
import { capabilityCampaignsQuery } from '@/lib/services/capability/campaigns';

export const GET = apiRoute(async ({ actor, search }) => capabilityCampaignsQuery(search, { actor }));

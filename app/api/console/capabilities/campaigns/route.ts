import { queryRoute } from '@/lib/api/route';
import { capabilityCampaignsQuery } from '@/lib/services/capability/campaigns';

export const GET = queryRoute(capabilityCampaignsQuery);

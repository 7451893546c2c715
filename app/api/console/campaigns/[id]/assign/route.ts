import { apiRoute } from '@/lib/api/route';
import { assignCampaign } from '@/lib/services/campaign/assign';

export const POST = apiRoute(async ({ actor, params, json }) =>
  assignCampaign(
    { ...((await json()) as Parameters<typeof assignCampaign>[0]), id: params.id ?? '' },
    { actor },
  ),
);

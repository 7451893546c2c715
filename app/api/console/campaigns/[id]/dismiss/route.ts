import { apiRoute } from '@/lib/api/route';
import { dismissCampaign } from '@/lib/services/campaign/dismiss';

export const POST = apiRoute(async ({ actor, params, json }) =>
  dismissCampaign(
    { ...((await json()) as Parameters<typeof dismissCampaign>[0]), id: params.id ?? '' },
    { actor },
  ),
);

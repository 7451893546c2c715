import { apiRoute } from '@/lib/api/route';
import { confirmCampaign } from '@/lib/services/campaign/confirm';

export const POST = apiRoute(async ({ actor, params, json }) =>
  confirmCampaign(
    { ...((await json()) as Parameters<typeof confirmCampaign>[0]), id: params.id ?? '' },
    { actor },
  ),
);

import { apiRoute } from '@/lib/api/route';
import { banAccount } from '@/lib/services/account/ban';

export const POST = apiRoute(async ({ actor, params, json }) => {
  const { version, reason, campaign_id } = await json();
  return banAccount({ id: params.id, version, reason, campaign_id } as never, { actor });
});

import { apiRoute } from '@/lib/api/route';
import { reinstateAccount } from '@/lib/services/account/reinstate';

export const POST = apiRoute(async ({ actor, params, json }) => {
  const { version, reason, campaign_id } = await json();
  return reinstateAccount({ id: params.id, version, reason, campaign_id } as never, { actor });
});

import { apiRoute, queryRoute } from '@/lib/api/route';
import { acceptRequest } from '@/lib/services/intel/accept-request';
import { listIntelDeliveries } from '@/lib/services/intel/list-deliveries';

export const GET = queryRoute(listIntelDeliveries);

export const POST = apiRoute(async ({ request, actor, search }) =>
  Response.json(await acceptRequest(request, search, actor), { status: 202 }),
);

import { intakeRoute } from '@/lib/api/route';
import { receiveBody } from '@/lib/services/inbox/receive';

export const POST = intakeRoute(async ({ request, actor, params }) =>
  Response.json(await receiveBody(request, actor, params.source ?? ''), { status: 202 }),
);

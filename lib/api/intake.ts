import { receiveBody } from '@/lib/services/inbox/receive';
import { intakeRoute } from './route';

/** `POST /api/v1/ingest/{source}`: 202 once the body is durable. */
export const sourceRoute = intakeRoute(async ({ request, actor, params }) =>
  Response.json(await receiveBody(request, actor, params.source ?? ''), { status: 202 }),
);

import { apiRoute } from '@/lib/api/route';
import { receiveBody } from '@/lib/services/inbox/receive';
import { ingestRequest } from '@/lib/services/ingest/request';

// A key that sends as one source says by that what its bodies are.
export const POST = apiRoute(async ({ request, actor }) =>
  actor.kind === 'key' && actor.source && actor.source !== 'retort'
    ? Response.json(await receiveBody(request, actor, actor.source), { status: 202 })
    : ingestRequest(request, actor),
);

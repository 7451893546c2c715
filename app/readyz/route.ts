import { watchRoute } from '@/lib/api/route';
import { readiness } from '@/lib/services/watch/ready';

/** 200 when this process can do all of its work, else 503; either way it says of each part whether it is ready. */
export const GET = watchRoute(async () => {
  const parts = await readiness();
  const ready = parts.every((part) => part.ready);
  return Response.json({ status: ready ? 'ready' : 'not ready', parts }, { status: ready ? 200 : 503 });
});

import { publicRoute } from '@/lib/api/route';
import { requireWatcher } from '@/lib/api/watcher';
import { tellMetrics } from '@/lib/services/watch/tell';

/** What Prometheus reads: open to this machine, and elsewhere to who has RETORT_METRICS_KEY. */
export const GET = publicRoute(async ({ request }) => {
  requireWatcher(request.headers);
  return new Response(await tellMetrics(), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  });
});

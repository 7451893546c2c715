import { exposition, type Sample } from '@/lib/watch/metrics';
import { deploymentFigures } from './deployment';
import { GONE_SECONDS, PROCESS_KINDS, processFigures } from './report';

/** Everything there is to tell, as Prometheus reads it: each process under its name, the deployment once. */
export async function tellMetrics(): Promise<string> {
  const [processes, deployment] = await Promise.all([processFigures(), deploymentFigures()]);
  const living = processes.filter(({ silent }) => silent < GONE_SECONDS);
  const counts: Sample[] = PROCESS_KINDS.map((kind) => [
    [kind],
    living.filter((one) => one.kind === kind).length,
  ]);
  return exposition([
    { labels: {}, samples: { ...deployment, retort_processes: counts } },
    ...processes.map(({ id, kind, samples }) => ({
      labels: { process: id, kind_of_process: kind },
      samples,
    })),
  ]);
}

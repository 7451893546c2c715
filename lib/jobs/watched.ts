import type { Task, TaskList } from 'graphile-worker';
import { inContext } from '@/lib/watch/context';
import { figures } from '@/lib/watch/metrics';
import { traced } from '@/lib/watch/trace';

/** The tasks, each of whose jobs has an id in the log and the audit log, is timed, and is a span when traces are taken. */
export function watched(tasks: TaskList): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, task && watchedTask(name, task as Task)]),
  );
}

function watchedTask(name: string, task: Task): Task {
  return (payload, helpers) =>
    inContext({ id: `job-${helpers.job.id}` }, () =>
      traced(`job ${name}`, { 'retort.task': name }, async () => {
        const start = performance.now();
        let outcome = 'failed';
        try {
          const result = await task(payload, helpers);
          outcome = 'done';
          return result;
        } finally {
          figures.observe('retort_job_seconds', [name, outcome], (performance.now() - start) / 1000);
        }
      }),
    );
}

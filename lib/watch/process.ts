import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type pg from 'pg';
import { figures } from './metrics';

let delay: IntervalHistogram | undefined;
let counted = 0;

/** Brings what is told of the process itself up to date: memory, processor time, event loop, its pools. */
export function noteProcess(pools: Readonly<Record<string, pg.Pool | undefined>>): void {
  const { user, system } = process.cpuUsage();
  const seconds = (user + system) / 1e6;
  figures.count('process_cpu_seconds_total', [], seconds - counted);
  counted = seconds;
  const memory = process.memoryUsage();
  figures.set('process_resident_memory_bytes', [], memory.rss);
  figures.set('nodejs_heap_size_used_bytes', [], memory.heapUsed);
  figures.set('process_start_time_seconds', [], Math.round(Date.now() / 1000 - process.uptime()));
  if (!delay) {
    delay = monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
  } else if (delay.count > 0) {
    figures.set('nodejs_eventloop_lag_p99_seconds', [], Math.max(0, delay.percentile(99) / 1e9 - 0.02));
    delay.reset();
  }
  for (const [name, pool] of Object.entries(pools)) {
    if (!pool) continue;
    figures.set('retort_db_connections', [name, 'busy'], pool.totalCount - pool.idleCount);
    figures.set('retort_db_connections', [name, 'idle'], pool.idleCount);
    figures.set('retort_db_connections', [name, 'waiting'], pool.waitingCount);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningServer } from '@/lib/db/cluster';
import { projectRoot } from '@/lib/db/root';

export const VICTIMS = ['web', 'worker', 'database'] as const;
export type Victim = (typeof VICTIMS)[number];

const RESTART_MS = 100;
const LOOK_MS = 20;

export interface Victims {
  /** Ends one by kill -9, as soon as it runs. */
  kill(victim: Victim): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The console and a worker on the database of DATABASE_URL, each started again whenever it ends, as a service manager does. The database
 * is the embedded one in `folder`, which this process brings back by itself while it holds it.
 */
export function startVictims(folder: string, port: number): Victims {
  const next = [
    'node_modules/next/dist/bin/next',
    'start',
    '--hostname',
    '127.0.0.1',
    '--port',
    String(port),
  ];
  const kept = {
    web: new Kept('web', next, folder, port),
    worker: new Kept('worker', [join('dist', 'worker.js')], folder, port),
  };
  const pidOf = (victim: Victim) =>
    victim === 'database' ? runningServer(join(folder, 'postgres'))?.pid : kept[victim].pid;
  return {
    async kill(victim) {
      let pid = pidOf(victim);
      for (; pid === undefined; pid = pidOf(victim)) await sleep(LOOK_MS);
      process.kill(pid, 'SIGKILL');
      while (pidOf(victim) === pid) await sleep(LOOK_MS);
    },
    stop: async () => {
      await Promise.all([kept.web.stop(), kept.worker.stop()]);
    },
  };
}

class Kept {
  private child: ChildProcess | undefined;
  private stopping = false;
  private readonly ended: Promise<void>;

  constructor(
    private readonly name: string,
    private readonly args: readonly string[],
    private readonly folder: string,
    private readonly port: number,
  ) {
    this.ended = this.keep();
  }

  get pid(): number | undefined {
    return this.child?.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.child?.kill('SIGTERM');
    const late = setTimeout(() => this.child?.kill('SIGKILL'), 10_000);
    await this.ended;
    clearTimeout(late);
  }

  private async keep(): Promise<void> {
    while (!this.stopping) {
      const log = openSync(join(this.folder, `${this.name}.log`), 'a', 0o600);
      this.child = spawn(process.execPath, this.args, {
        cwd: projectRoot(),
        stdio: ['ignore', log, log],
        env: {
          ...process.env,
          NODE_ENV: 'production',
          NEXT_TELEMETRY_DISABLED: '1',
          HOST: '127.0.0.1',
          PORT: String(this.port),
          RETORT_DATA_DIR: this.folder,
          RETORT_DETECT_EVERY: '0',
          RETORT_RATE: '100000',
        },
      });
      closeSync(log);
      await new Promise<void>((resolve) => this.child?.once('exit', () => resolve()));
      if (!this.stopping) await sleep(RESTART_MS);
    }
  }
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessFigures } from '@/lib/cli/bench';
import { cleaningUp } from '@/lib/cli/clean-up';
import { projectRoot } from '@/lib/db/root';
import { watchProcess } from './processes';

const READY_MS = 120_000;

/**
 * Runs `work` while the built console serves the database of DATABASE_URL, without a worker, and answers what its process took. The pace
 * at which one person may ask is lifted, since these ask without a pause. `crash` ends the process by kill -9.
 */
export async function withConsole<T>(
  work: (origin: string, server: () => ProcessFigures, crash: () => Promise<void>) => Promise<T>,
): Promise<{ answer: T; server: ProcessFigures }> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'retort-bench-console-'));
  const child = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', String(port)],
    {
      cwd: projectRoot(),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        HOST: '127.0.0.1',
        PORT: String(port),
        RETORT_DATA_DIR: folder,
        RETORT_AUTH_SECRET: randomBytes(32).toString('hex'),
        RETORT_RATE: '100000',
        RETORT_LOG: 'warn',
      },
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const watched = watchProcess(child.pid ?? 0);
  return cleaningUp(
    async () => {
      watched.end();
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(10_000).then(() => child.kill('SIGKILL'))]);
      rmSync(folder, { recursive: true, force: true });
    },
    async () => {
      const origin = `http://127.0.0.1:${port}`;
      await healthy(origin, () => child.exitCode !== null);
      const crash = async () => {
        child.kill('SIGKILL');
        await ended;
      };
      const answer = await work(origin, watched.now, crash);
      return { answer, server: watched.now() };
    },
  );
}

/** Waits until /healthz says yes. Rejects when the server ended, or after two minutes. */
export async function healthy(origin: string, ended: () => boolean): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(20)) {
    if (ended()) throw new Error('The console ended before it was ready.');
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The console was not ready within ${READY_MS / 1_000} s.`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

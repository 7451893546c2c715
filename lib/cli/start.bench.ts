import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@/lib/db/root';
import type { Bench } from './bench';
import { freePort, healthy } from './bench/console';

const SECOND_START_S = 10;
const REPETITIONS = 3;

/** `npm start` on a data folder of its own until it is ready to be used: the first time with packages and pages there, then again. */
const startBench: Bench = async (note) => {
  const folder = mkdtempSync(join(tmpdir(), 'retort-bench-start-'));
  try {
    const first = await started(folder);
    note(`first start ${first.toFixed(1)} s`);
    const again: number[] = [];
    for (let n = 0; n < REPETITIONS; n++) again.push(await started(folder));
    const second = [...again].sort((a, b) => a - b)[Math.floor(REPETITIONS / 2)] ?? 0;
    note(
      `started again: ${again.map((s) => s.toFixed(1)).join(', ')} s; Node alone ${(await nodeAlone()).toFixed(2)} s`,
    );
    return [
      { name: 'first start, empty, pages built', value: first, unit: 's', lessIsBetter: true },
      {
        name: 'second start',
        value: second,
        unit: 's',
        bar: SECOND_START_S,
        lessIsBetter: true,
        beside: await nodeAlone(),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default startBench;

/** Seconds until /healthz says yes; then it is stopped. */
async function started(folder: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: projectRoot(),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      RETORT_DATA_DIR: folder,
      RETORT_DEMO: '0',
      HOST: '127.0.0.1',
      PORT: String(port),
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await healthy(`http://127.0.0.1:${port}`, () => child.exitCode !== null);
    return (performance.now() - begun) / 1_000;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Seconds that Node takes to do nothing. */
async function nodeAlone(): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return (performance.now() - begun) / 1_000;
}

import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { copyRows } from '@/lib/db/copy';
import { ensurePartitions } from '@/lib/db/partition';
import { getPool, transaction } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import { type Batch, EXCHANGE_TARGET } from '@/lib/ingest/batch';
import { LineBlocks, MAX_LINE_BYTES } from '@/lib/ingest/lines';
import { parseBlock } from '@/lib/ingest/parse';
import type { Receipt } from '@/lib/model/records';
import { builtinPrompts } from '@/lib/simulate/prompts';
import { SCENARIOS, simulate } from '@/lib/simulate/simulate';
import { writeWorld } from '@/lib/simulate/write';
import type { Bench } from './bench';

/** About 200,000 exchanges. */
const SCALE = Number(process.env.RETORT_BENCH_SCALE ?? 1.32);
const REPETITIONS = 3;
const END = Date.UTC(2026, 10, 1);
const MEMORY_LIMIT = 700 * 1024 * 1024;

/**
 * `retort ingest` of a simulated world, from file to committed rows with all rollups, beside raw COPY of the very same
 * rows (in memory, one transaction) into the same table with the same indexes; in turns, medians compared. The bar is
 * set against COPY in the binary format that ingest itself uses; the text format, which `psql` sends, is shown beside it.
 */
const ingestBench: Bench = async (note) => {
  const folder = mkdtempSync(join(tmpdir(), 'retort-bench-ingest-'));
  try {
    const scenario = SCENARIOS.find(({ name }) => name === 'demo') ?? SCENARIOS[0];
    if (!scenario) throw new Error('There is no scenario to simulate.');
    await writeWorld(
      simulate({ scenario, scale: SCALE, seed: 1, end: END, prompts: builtinPrompts }),
      folder,
      {},
    );
    const file = join(folder, 'world.ndjson');
    const batches = await parsed(file);
    const exchanges = batches.reduce((sum, batch) => sum + batch.exchanges, 0);
    note(`${exchanges} exchanges`);
    const raw: number[] = [];
    const text: number[] = [];
    const whole: number[] = [];
    const again: number[] = [];
    let peak = 0;
    for (let round = 1; round <= REPETITIONS; round++) {
      await empty();
      raw.push(exchanges / (await rawCopy(batches)));
      const rows = await asText();
      await empty();
      text.push(exchanges / (await textCopy(rows)));
      await empty();
      const run = await ingestFile(file);
      whole.push(exchanges / run.seconds);
      again.push(exchanges / (await ingestFile(file)).seconds);
      peak = Math.max(peak, run.peak);
      const [a, t, b, c] = [raw, text, whole, again].map((rates) => Math.round(rates.at(-1) ?? 0));
      note(
        `round ${round}: raw COPY ${a} rows/s (as text ${t}), ingest ${b}, the same again ${c}, peak ${Math.round(run.peak / 1e6)} MB`,
      );
    }
    return [
      { name: 'file to committed rows', value: median(whole), unit: 'rows/s', limit: median(raw), bar: 0.35 },
      { name: '… beside COPY as text', value: median(whole), unit: 'rows/s', limit: median(text) },
      { name: 'the same file again', value: median(again), unit: 'rows/s' },
      { name: 'peak memory', value: peak, unit: 'bytes', bar: MEMORY_LIMIT, lessIsBetter: true },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default ingestBench;

async function parsed(file: string): Promise<Batch[]> {
  const lines = new LineBlocks({ bytes: 16 << 20, lines: 32_768, line: MAX_LINE_BYTES });
  const options = { format: 'retort', retention: 'excerpt', now: END * 1000 } as const;
  const batches: Batch[] = [];
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    for (const block of lines.push(chunk as Buffer)) batches.push(parseBlock(block, options));
  }
  const last = lines.end(false);
  if (last) batches.push(parseBlock(last, options));
  return batches;
}

/** Seconds. */
async function rawCopy(batches: readonly Batch[]): Promise<number> {
  const pool = getPool();
  await ensurePartitions(
    pool,
    batches.flatMap(({ days }) => days),
  );
  const begun = performance.now();
  await transaction(async (tx) => {
    for (const batch of batches) await copyRows(tx, EXCHANGE_TARGET, batch.rows);
  }, pool);
  return (performance.now() - begun) / 1000;
}

/** All rows in the text format of COPY. */
async function asText(): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  await transaction(async (tx) => {
    for await (const chunk of tx.query(copyTo('COPY (SELECT * FROM exchange) TO STDOUT'))) chunks.push(chunk);
  }, getPool());
  return chunks;
}

/** Seconds. */
async function textCopy(rows: readonly Buffer[]): Promise<number> {
  const begun = performance.now();
  await transaction(async (tx) => {
    await pipeline(rows, tx.query(copyFrom('COPY exchange FROM STDIN')));
  }, getPool());
  return (performance.now() - begun) / 1000;
}

/** `retort ingest` in a process of its own: its own seconds, and the most memory it held. */
async function ingestFile(file: string): Promise<{ seconds: number; peak: number }> {
  const child = spawn(
    process.execPath,
    [join(projectRoot(), 'bin', 'retort.mjs'), 'ingest', file, '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentPeak(child.pid ?? 0));
  }, 50);
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  clearInterval(watch);
  const receipt = JSON.parse(text) as Receipt;
  return { seconds: receipt.seconds, peak };
}

/** Linux's own high-water mark of a process, in bytes; 0 where there is none. */
function residentPeak(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function empty(): Promise<void> {
  await getPool().query(
    `TRUNCATE account, exchange, model, account_event, indicator, account_indicator, reasoning_block, account_hour,
       traffic_hour, capability_day, shared_indicator, ingest_batch CASCADE`,
  );
  await getPool().query('CHECKPOINT');
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

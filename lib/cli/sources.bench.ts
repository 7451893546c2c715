import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { getPool } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import type { ExchangeRecord, Receipt } from '@/lib/model/records';
import { builtinPrompts } from '@/lib/simulate/prompts';
import { SCENARIOS, simulate } from '@/lib/simulate/simulate';
import { writeWorld } from '@/lib/simulate/write';
import type { Bench } from './bench';
import { litellmLines, otlpLines } from './foreign-world';

/** About 100,000 exchanges. */
const SCALE = Number(process.env.RETORT_BENCH_SCALE ?? 0.66);
const REPETITIONS = 3;
const END = Date.UTC(2026, 10, 1);
const BAR = 0.7;

/**
 * `retort ingest --format litellm` and `otel` beside the native format: the same exchanges, written as those systems write them, from
 * file to committed rows, in turns, medians compared.
 */
const sourcesBench: Bench = async (note) => {
  const folder = mkdtempSync(join(tmpdir(), 'retort-bench-sources-'));
  try {
    const scenario = SCENARIOS.find(({ name }) => name === 'demo') ?? SCENARIOS[0];
    if (!scenario) throw new Error('There is no scenario to simulate.');
    await writeWorld(
      simulate({ scenario, scale: SCALE, seed: 1, end: END, prompts: builtinPrompts }),
      folder,
      {},
    );
    const files = {
      retort: join(folder, 'retort.ndjson'),
      litellm: join(folder, 'litellm.ndjson'),
      otel: join(folder, 'otel.ndjson'),
    };
    const exchanges = await rewrite(join(folder, 'world.ndjson'), files);
    note(`${exchanges} exchanges`);
    const rates: Record<keyof typeof files, number[]> = { retort: [], litellm: [], otel: [] };
    for (let round = 1; round <= REPETITIONS; round++) {
      for (const [format, file] of Object.entries(files) as [keyof typeof files, string][]) {
        await empty();
        const { accepted, seconds, rejected } = await ingestFile(file, format);
        if (accepted !== exchanges || rejected > 0)
          throw new Error(
            `${format}: ${accepted} of ${exchanges} exchanges were taken, ${rejected} rejected.`,
          );
        rates[format].push(exchanges / seconds);
      }
      note(
        `round ${round}: ${Object.entries(rates)
          .map(([format, all]) => `${format} ${Math.round(all.at(-1) ?? 0)}`)
          .join(', ')} exchanges/s`,
      );
    }
    const limit = median(rates.retort);
    return [
      { name: 'native', value: limit, unit: 'exchanges/s' },
      { name: 'LiteLLM, beside native', value: median(rates.litellm), unit: 'exchanges/s', limit, bar: BAR },
      { name: 'OTLP, beside native', value: median(rates.otel), unit: 'exchanges/s', limit, bar: BAR },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default sourcesBench;

/** Writes the exchanges of a world in each format. Answers their number. */
async function rewrite(
  world: string,
  files: { retort: string; litellm: string; otel: string },
): Promise<number> {
  const native = createWriteStream(files.retort);
  const litellm = createWriteStream(files.litellm);
  const otel = createWriteStream(files.otel);
  let count = 0;
  let held: ExchangeRecord[] = [];
  const flush = () => {
    litellm.write(litellmLines(held));
    otel.write(otlpLines(held));
    held = [];
  };
  for await (const line of createInterface({ input: createReadStream(world) })) {
    if (!line.includes('"type":"exchange"')) continue;
    native.write(`${line}\n`);
    held.push(JSON.parse(line) as ExchangeRecord);
    count++;
    if (held.length === 64) flush();
    if (native.writableNeedDrain || otel.writableNeedDrain)
      await new Promise((resolve) => setImmediate(resolve));
  }
  flush();
  await Promise.all([native, litellm, otel].map((stream) => new Promise((resolve) => stream.end(resolve))));
  return count;
}

async function ingestFile(file: string, format: string): Promise<Receipt> {
  const child = spawn(
    process.execPath,
    [join(projectRoot(), 'bin', 'retort.mjs'), 'ingest', '--format', format, file, '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  return JSON.parse(text) as Receipt;
}

async function empty(): Promise<void> {
  await getPool().query(
    `TRUNCATE account, exchange, model, account_event, indicator, account_indicator, reasoning_block, account_hour,
       capability_day, shared_indicator, ingest_batch CASCADE`,
  );
  await getPool().query('CHECKPOINT');
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

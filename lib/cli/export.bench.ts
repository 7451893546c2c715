import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { to as copyTo } from 'pg-copy-streams';
import { ensurePartitions } from '@/lib/db/partition';
import { getPool, transaction } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import { accountKey } from '@/lib/model/hash';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/model/list-export';
import type { Bench, Measure } from './bench';

const ACCOUNT = 'bench';
const ROWS = Number(process.env.RETORT_BENCH_ROWS ?? 1_000_000);
const FIRST_DAY = Date.UTC(2026, 9, 1);
const DAYS = 30;
const DAY_MS = 86_400_000;
const RATE = 50_000;
const MEMORY_BYTES = 300 * 1024 * 1024;

/**
 * `retort export exchanges` of one account in a process of its own, in each format, beside COPY of the very same rows and columns to
 * this process, which throws them away.
 */
const exportBench: Bench = async (note) => {
  const folder = mkdtempSync(join(tmpdir(), 'retort-bench-export-'));
  try {
    return await measured(note, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default exportBench;

const measured = async (note: (detail: string) => void, folder: string): Promise<Measure[]> => {
  await scene();
  note(`${ROWS} exchanges`);
  const limit = ROWS / (await rawCopy());
  note(`COPY ${Math.round(limit)} rows/s`);
  const measures: Measure[] = [];
  for (const format of EXPORT_FORMATS) {
    const { seconds, bytes, peak } = await exported(format, join(folder, `exchanges.${format}`));
    const rate = ROWS / seconds;
    note(
      `${format}: ${Math.round(rate)} rows/s, ${Math.round(bytes / 1e6)} MB, peak ${Math.round(peak / 1e6)} MB`,
    );
    measures.push(
      { name: format, value: rate, unit: 'rows/s', bar: RATE },
      { name: `${format} beside COPY`, value: rate, unit: 'rows/s', limit },
      { name: `${format}, peak memory`, value: peak, unit: 'bytes', bar: MEMORY_BYTES, lessIsBetter: true },
    );
  }
  return measures;
};

async function scene(): Promise<void> {
  const pool = getPool();
  await ensurePartitions(
    pool,
    Array.from({ length: DAYS }, (_, day) => FIRST_DAY / DAY_MS + day),
  );
  await pool.query("INSERT INTO account (key, id, status) VALUES ($1, $2, 'active')", [
    accountKey(ACCOUNT),
    ACCOUNT,
  ]);
  await pool.query("INSERT INTO model (key, name) VALUES (1, 'model-one')");
  await pool.query(
    `INSERT INTO exchange (account_key, occurred_at, id, model_key, capability, score, refused, excerpt, input_tokens, output_tokens, status, latency_ms)
     SELECT $1, $2::timestamptz + n * interval '1 second' * $3::float8, 'exchange-' || n, 1, n % 12, n % 1000, n % 9 = 0,
            'Grade the answer "' || md5(n::text) || '", step by step: ' || repeat(md5((n + 1)::text), 5), n % 5000, n % 900, 200, n % 9000
       FROM generate_series(0, ${ROWS - 1}) n`,
    [accountKey(ACCOUNT), new Date(FIRST_DAY), (DAYS * 86_400) / ROWS],
  );
  await pool.query('VACUUM ANALYZE exchange');
}

/** Seconds. */
async function rawCopy(): Promise<number> {
  const begun = performance.now();
  await transaction(async (tx) => {
    const rows = tx.query(
      copyTo(
        `COPY (SELECT e.id, e.occurred_at, e.capability, e.score, coalesce(m.name, 'unknown'), e.excerpt, e.input_tokens,
                      e.output_tokens, e.status, e.refused, e.latency_ms
                 FROM exchange e LEFT JOIN model m ON m.key = e.model_key
                WHERE e.account_key = ${accountKey(ACCOUNT)} ORDER BY e.occurred_at DESC, e.id DESC) TO STDOUT`,
      ),
    );
    for await (const _ of rows);
  }, getPool());
  return (performance.now() - begun) / 1_000;
}

/** The command in a process of its own, into a file: its own seconds from asking to the last byte, and the most memory it held. */
async function exported(format: ExportFormat, file: string) {
  const retort = join(projectRoot(), 'bin', 'retort.mjs');
  const child = spawn(
    process.execPath,
    [retort, 'export', 'exchanges', ACCOUNT, '--format', format, '-o', file, '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentPeak(child.pid ?? 0));
  }, 50);
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  clearInterval(watch);
  const { rows, bytes, seconds } = JSON.parse(text) as { rows: number; bytes: number; seconds: number };
  if (rows !== ROWS) throw new Error(`Only ${rows} rows were written as ${format}.`);
  return { seconds, bytes, peak };
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

import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { dataDir } from '@/lib/db/data-dir';
import { getPool } from '@/lib/db/pool';
import { markDemo } from '@/lib/services/demo/mark';
import { provideViews } from '@/lib/services/view/provide';
import type { Children } from './children';

const RETORT = 'bin/retort.mjs';
const HOUR = 3_600_000;

/**
 * Whether the demonstration world is to be loaded: the database has never had a record and nobody took the world away, or loading was interrupted
 * (then the same world is read again, which ends as if it had never been). RETORT_DEMO=0 says no.
 */
export async function wantsDemoWorld(): Promise<boolean> {
  if (process.env.RETORT_DEMO === '0') return false;
  const { rows } = await getPool().query<{ empty: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM account) AND NOT EXISTS (SELECT 1 FROM ingest_batch)
        AND NOT EXISTS (SELECT 1 FROM demo_task) AS empty`,
  );
  return rows[0]?.empty === true || existsSync(marker());
}

/** Makes the demonstration world, which ends at the last full hour, and reads it in. */
export async function loadDemoWorld(children: Children, remark: (detail: string) => void): Promise<void> {
  const end = interruptedEnd() ?? new Date(Math.floor(Date.now() / HOUR) * HOUR).toISOString();
  const dir = join(dataDir(), 'demo-world');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(marker(), end);
  remark('inventing');
  await children.run('demo', RETORT, ['simulate', '--scenario', 'demo', '--end', end, '--out', dir]);
  await markWorld(join(dir, 'world.ndjson'));
  const counting = setInterval(() => void countRecords(remark), 500);
  try {
    await children.run('demo', RETORT, ['ingest', join(dir, 'world.ndjson')]);
  } finally {
    clearInterval(counting);
  }
  await countRecords(remark);
  rmSync(marker());
  rmSync(dir, { recursive: true, force: true });
}

/** The first detection run, and views of what it raised. Later runs are the worker's. */
export async function detectOnce(children: Children): Promise<void> {
  await children.run('demo', RETORT, ['detect']);
  await provideViews();
}

/** Whether there are records but no finished detection run. */
export async function wantsDetection(): Promise<boolean> {
  const { rows } = await getPool().query<{ wanted: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM account)
        AND NOT EXISTS (SELECT 1 FROM detection_run WHERE finished_at IS NOT NULL) AS wanted`,
  );
  return rows[0]?.wanted === true;
}

/** Marks whose records these are, so that they can be told from what real sources send. */
async function markWorld(file: string): Promise<void> {
  const accounts = new Set<string>();
  const models = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const record = JSON.parse(line) as { type: string; id: string; account_id?: string; model?: string };
    if (record.type === 'account') accounts.add(record.id);
    if (record.account_id !== undefined) accounts.add(record.account_id);
    if (record.model !== undefined) models.add(record.model);
  }
  await markDemo(
    { accounts: [...accounts], models: [...models] },
    { actor: { kind: 'system', name: 'Retort' } },
  );
}

async function countRecords(remark: (detail: string) => void): Promise<void> {
  try {
    const { rows } = await getPool().query<{ records: number | null }>(
      'SELECT sum(accepted)::float8 AS records FROM ingest_batch',
    );
    remark(`${(rows[0]?.records ?? 0).toLocaleString('en')} records`);
  } catch {
    // Only a remark: the step itself says what went wrong.
  }
}

function marker(): string {
  return join(dataDir(), 'demo-world.loading');
}

function interruptedEnd(): string | null {
  return existsSync(marker()) ? readFileSync(marker(), 'utf8').trim() || null : null;
}

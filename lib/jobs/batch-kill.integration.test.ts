import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { projectRoot } from '@/lib/db/root';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { seeded } from '@/lib/model/random';
import { verifyAudit } from '@/lib/services/audit/verify';
import { draftBatch } from '@/lib/services/batch/draft';
import { batchTally, insertCrowd, submitted } from '@/lib/services/batch/fixture';
import { getBatch } from '@/lib/services/batch/get';
import { person, SYSTEM } from '@/lib/services/fixture';
import { addTarget } from '@/lib/services/target/add';

const ACCOUNTS = 2_500;
const KILLS = 2;

let db: TestDatabase;
let folder = '';
const workers = new Set<ChildProcess>();
beforeAll(async () => {
  db = await createTestDatabase();
  mkdirSync(join(projectRoot(), 'dist'), { recursive: true });
  folder = mkdtempSync(join(projectRoot(), 'dist', 'test-'));
  await build({
    absWorkingDir: projectRoot(),
    entryPoints: ['lib/jobs/worker.ts'],
    outfile: join(folder, 'worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  await db?.drop();
});

function startWorker(): ChildProcess {
  const child = spawn(process.execPath, [join(folder, 'worker.mjs')], {
    env: {
      ...process.env,
      DATABASE_URL: db.url,
      RETORT_DETECT_EVERY: '0',
      RETORT_AUTH_SECRET: 'a secret that only this test knows, long enough',
    },
    stdio: 'ignore',
  });
  workers.add(child);
  child.on('exit', () => workers.delete(child));
  return child;
}

const head = async (id: string) =>
  (
    await getPool().query<{ status: string; frozen: boolean; applied: number }>(
      'SELECT status, frozen_at IS NOT NULL AS frozen, applied FROM batch WHERE id = $1',
      [id],
    )
  ).rows[0] as { status: string; frozen: boolean; applied: number };

/** Resolves when the batch has come so far. */
async function until(id: string, test: (batch: Awaited<ReturnType<typeof head>>) => boolean): Promise<void> {
  while (!test(await head(id))) await new Promise((resolve) => setImmediate(resolve));
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('workers killed again and again in the middle of a batch lose nothing and double nothing', async () => {
  const random = seeded(7);
  const dana = person('analyst', 'Dana Okafor');
  await addTarget({ kind: 'pull', name: 'Gateway' }, { actor: SYSTEM });
  await getPool().query(
    `INSERT INTO setting (key, value, changed_by, changed_at) VALUES ('approval.threshold', '10000', 'Test', now())`,
  );
  await insertCrowd('crowd', ACCOUNTS);
  let worker = startWorker();
  const { id } = await draftBatch({ scope: { campaign_id: 'crowd' } }, { actor: dana });
  await until(id, ({ frozen }) => frozen);
  await submitted(dana, id, { now: new Date() });
  for (let killed = 0; killed < KILLS; killed++) {
    const { applied } = await head(id);
    const mark = applied + 1 + Math.floor((random() * ACCOUNTS) / (KILLS + 1));
    await until(id, (batch) => batch.applied >= Math.min(mark, ACCOUNTS - 1_000) || batch.status === 'done');
    await kill(worker);
    const tally = await batchTally(id);
    expect(new Set(Object.values(tally)).size, JSON.stringify(tally)).toBe(1);
    worker = startWorker();
  }
  await until(id, ({ status }) => status === 'done');
  await kill(worker);
  expect(await batchTally(id)).toEqual(
    Object.fromEntries(Object.keys(await batchTally(id)).map((name) => [name, ACCOUNTS])),
  );
  expect((await getBatch({ id }, { actor: dana })).progress).toMatchObject({
    total: ACCOUNTS,
    applied: ACCOUNTS,
    skipped: 0,
    failed: 0,
  });
  let cursor: string | undefined;
  do {
    const chain = await verifyAudit({ cursor }, { actor: SYSTEM });
    expect(chain.faults).toEqual([]);
    cursor = chain.next_cursor ?? undefined;
  } while (cursor !== undefined);
}, 240_000);

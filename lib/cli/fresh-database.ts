import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { closePool } from '@/lib/db/pool';

/** Runs `work` with the URL of a server: that of DATABASE_URL, else a temporary embedded one that is removed after. */
export async function withServer<T>(purpose: string, work: (base: string) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const dir = mkdtempSync(join(tmpdir(), `retort-${purpose}-`));
  const embedded = await startEmbedded(dir);
  try {
    return await work(embedded.url);
  } finally {
    await embedded.release();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Runs `work` with a new migrated database beside `base` behind getPool() and in DATABASE_URL, and drops it after. */
export async function withFreshDatabase<T>(
  base: string,
  purpose: string,
  work: () => Promise<T>,
): Promise<T> {
  const name = `retort_${purpose}_${process.pid}`;
  const admin = new pg.Client({ connectionString: base, application_name: `retort ${purpose}` });
  const url = new URL(base);
  url.pathname = `/${name}`;
  await admin.connect();
  const before = process.env.DATABASE_URL;
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}`);
    await migrate(url.href);
    process.env.DATABASE_URL = url.href;
    return await work();
  } finally {
    await closePool();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

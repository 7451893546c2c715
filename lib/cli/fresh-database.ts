import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { closePool } from '@/lib/db/pool';
import { cleaningUp } from './clean-up';

/**
 * Runs `work` with the URL of a server: that of DATABASE_URL, else an embedded one in the folder `kept`, else a temporary one
 * that is removed after.
 */
export async function withServer<T>(
  purpose: string,
  work: (base: string) => Promise<T>,
  kept?: string,
): Promise<T> {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const dir = kept ?? mkdtempSync(join(tmpdir(), `retort-${purpose}-`));
  const embedded = await startEmbedded(dir);
  return cleaningUp(
    async () => {
      await embedded.release();
      if (kept === undefined) rmSync(dir, { recursive: true, force: true });
    },
    () => work(embedded.url),
  );
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
  return cleaningUp(
    async () => {
      const closed = closePool();
      if (before === undefined) delete process.env.DATABASE_URL;
      else process.env.DATABASE_URL = before;
      // Ends what is still running on it, which the pool would wait for.
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await closed;
      await admin.end();
    },
    async () => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${name}`);
      await migrate(url.href);
      process.env.DATABASE_URL = url.href;
      return work();
    },
  );
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedPrograms } from './cluster';
import { startEmbedded } from './embedded';

/**
 * These databases need not outlive a power cut, and most of their time would go into making them, syncing, and starting
 * processes to read a handful of rows beside each other.
 */
const HASTY = { fsync: 'off', full_page_writes: 'off', max_parallel_workers_per_gather: '0' };

/**
 * Global set-up of the integration tests. They run on TEST_DATABASE_URL; without it on a temporary server made for
 * them, of the programs in TEST_POSTGRES_BIN, else of the embedded PostgreSQL.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const bin = process.env.TEST_POSTGRES_BIN;
  const programs = bin
    ? { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
    : embeddedPrograms();
  const dir = mkdtempSync(join(tmpdir(), 'retort-test-'));
  const server = await startEmbedded(dir, programs, HASTY);
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    await server.release();
    rmSync(dir, { recursive: true, force: true });
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded';

/** Global set-up of the integration tests: without TEST_DATABASE_URL they get an embedded server of their own. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'retort-test-'));
  const server = await startEmbedded(dir);
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    await server.release();
    rmSync(dir, { recursive: true, force: true });
  };
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPool } from '@/lib/db/pool';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test';
import { anythingNew, runDetectionIfNew } from './tasks/run-detection';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const batch = (id: string, finished: string | null) =>
  getPool().query(
    `INSERT INTO ingest_batch (id, source, actor, started_at, finished_at) VALUES ($1, 'test', 'test', now() - interval '1 hour', ${finished ?? 'NULL'})`,
    [id],
  );

test('detection runs when records came in since the last run, and not otherwise', async () => {
  expect(await anythingNew()).toBe(false);
  expect(await runDetectionIfNew()).toBeNull();
  await batch('b1', "now() - interval '1 minute'");
  expect(await anythingNew()).toBe(true);
  expect(await runDetectionIfNew()).toMatchObject({ exchanges: 0, campaigns: 0 });
  expect(await anythingNew()).toBe(false);
  expect(await runDetectionIfNew()).toBeNull();
  await batch('b2', "now() + interval '1 second'");
  expect(await anythingNew()).toBe(true);
});

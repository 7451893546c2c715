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

test('detection runs when a person decided what belongs together, and not for other decisions', async () => {
  await getPool().query("UPDATE ingest_batch SET started_at = '2026-01-01', finished_at = '2026-01-01'");
  expect(await anythingNew()).toBe(false);
  const decide = (kind: string) =>
    getPool().query(
      `INSERT INTO decision (id, kind, reason, actor_kind, actor_id, actor_name, decided_at)
       VALUES ($1, $1, 'r', 'system', 'system', 'Retort', now() + interval '1 second')`,
      [kind],
    );
  for (const kind of ['confirm', 'dismiss', 'ban']) await decide(kind);
  expect(await anythingNew()).toBe(false);
  await decide('split');
  expect(await anythingNew()).toBe(true);
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { schemaScript } from './engine';
import { migrate, migrationStatus, readMigrations, requireMigrated, reset } from './migrate';
import { projectRoot } from './root';
import { createEmptyDatabase, type TestDatabase } from './test';

let db: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  db = await createEmptyDatabase();
  client = new pg.Client({ connectionString: db.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await db.drop();
});

const rows = async (sql: string, on = client) =>
  (await on.query({ text: sql, rowMode: 'array' })).rows.map((r) => r.join(' | '));

describe('migrating', () => {
  test('an empty database gets every migration, with the checksums of Prisma', async () => {
    const names = (await readMigrations()).map((m) => m.name);
    expect(await migrate(db.url)).toEqual(names);
    expect(await migrationStatus(db.url)).toMatchObject({
      applied: names,
      pending: [],
      failed: null,
      ahead: [],
      edited: [],
    });
    await expect(requireMigrated(db.url)).resolves.toBeUndefined();
  });

  test('again changes nothing, and three at once do it once', async () => {
    const applied = await Promise.all([migrate(db.url), migrate(db.url), migrate(db.url)]);
    expect(applied.flat()).toEqual((await readMigrations()).map((m) => m.name));
    expect(await migrate(db.url)).toEqual([]);
  });

  test('a database without tables is refused with the command that helps', async () => {
    await expect(requireMigrated(db.url)).rejects.toThrow(
      /lacks the migration .* run `npx retort db migrate`/,
    );
  });

  test('a migration that fails leaves nothing of itself, names its error, and is not tried again', async () => {
    await client.query('CREATE TYPE account AS (id int)');
    await expect(migrate(db.url)).rejects.toThrow(/failed earlier \(relation "account" already exists\)/);
    expect(await rows(`SELECT to_regclass('exchange') IS NULL`)).toEqual(['true']);
    await client.query('DROP TYPE account');
    await expect(migrate(db.url)).rejects.toMatchObject({ code: 'precondition' });
    await reset(db.url);
    expect((await migrationStatus(db.url)).pending).toEqual([]);
  });

  test('a database with tables of something else is left alone', async () => {
    await client.query('CREATE TABLE invoice (id int)');
    await expect(migrate(db.url)).rejects.toThrow(/not of Retort/);
  });

  test('a database of a newer version is left alone', async () => {
    await migrate(db.url);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('x', 'y', '29990101000000_later', now(), 1)`,
    );
    await expect(migrate(db.url)).rejects.toThrow(
      /newer than this Retort: it has the migration 29990101000000_later/,
    );
  });

  test('a migration that was edited after it was applied is named', async () => {
    await migrate(db.url);
    await client.query(`UPDATE _prisma_migrations SET checksum = 'other'`);
    await expect(requireMigrated(db.url)).rejects.toThrow(/was changed after it had been applied/);
  });

  test('an unreachable database is one sentence without the password', async () => {
    await expect(migrate('postgresql://u:hidden@127.0.0.1:1/x')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.not.stringContaining('hidden'),
    });
  });
});

/**
 * What the migrations make and the Prisma schema cannot say. Everything else has to agree, or Prisma would read or
 * write a column that is not there.
 */
const ONLY_IN_MIGRATIONS = /^(_prisma_migrations|exchange_)/;

/** Said differently but the same: now() and CURRENT_TIMESTAMP, identity and serial, and that lists may be null. */
const COLUMNS = `
  SELECT c.table_name, c.column_name, c.udt_name, coalesce(c.datetime_precision::text, ''),
         CASE WHEN c.data_type = 'ARRAY' THEN '' ELSE c.is_nullable END,
         CASE WHEN c.is_identity = 'YES' OR c.column_default LIKE 'nextval(%' THEN 'counted'
              WHEN c.column_default ~* '^(now\\(\\)|current_timestamp)' THEN 'now'
              ELSE coalesce(regexp_replace(c.column_default, '::[a-z ()0-9_\\[\\]]+', '', 'g'), '') END
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
   WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, 2`;

const KEYS = `
  SELECT t.relname, string_agg(a.attname, ',' ORDER BY k.ord)
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (num, ord)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num
   WHERE i.indisprimary AND t.relnamespace = 'public'::regnamespace GROUP BY t.relname, i.indexrelid ORDER BY 1`;

describe('the Prisma schema and the migrations', () => {
  let other: TestDatabase;
  let mirror: pg.Client;

  beforeEach(async () => {
    const dir = join(projectRoot(), 'prisma', 'schema');
    const files = await Promise.all(
      (await readdir(dir)).map(async (path) => ({
        path: join(dir, path),
        content: await readFile(join(dir, path), 'utf8'),
      })),
    );
    await migrate(db.url);
    other = await createEmptyDatabase();
    mirror = new pg.Client({ connectionString: other.url });
    await mirror.connect();
    await mirror.query(await schemaScript(other.url, files));
  });

  afterEach(async () => {
    await mirror.end();
    await other.drop();
  });

  test.each([
    ['columns, types, nullability and defaults', COLUMNS],
    ['primary keys', KEYS],
  ])('agree on %s', async (_, sql) => {
    const wanted = (await rows(sql)).filter((row) => !ONLY_IN_MIGRATIONS.test(row));
    expect(wanted.length).toBeGreaterThan(20);
    expect(await rows(sql, mirror)).toEqual(wanted);
  });
});

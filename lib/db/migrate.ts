import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { RetortError } from '@/lib/model/errors';
import { applyMigrations, type Migration } from './engine';
import { databaseRefusal } from './errors';
import { projectRoot } from './root';

const OLDEST_VERSION = 150_000;
/** Next to the key that Prisma's engine takes for itself (72707369). */
const LOCK_KEY = 72_707_370;

export interface MigrationStatus {
  /** `server_version`, as in 18.4. */
  readonly server: string;
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** A migration that stopped half-way, with the first line of its error. */
  readonly failed: { readonly name: string; readonly message: string } | null;
  /** Migrations in the database that this version does not have. */
  readonly ahead: readonly string[];
  /** Applied migrations whose file has changed since. */
  readonly edited: readonly string[];
}

/**
 * Brings the database at `url` up to the migrations of this version and answers the names of those applied now.
 * Safe to call from several processes at once. RetortError when the server is too old or cannot be reached, when an
 * earlier migration failed, or when the database is ahead of this version.
 */
export async function migrate(url: string): Promise<string[]> {
  return connected(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    const migrations = await readMigrations();
    const status = await readStatus(client, migrations);
    const reason = obstacle(status);
    if (reason) throw new RetortError('precondition', reason);
    if (status.pending.length === 0) return [];
    try {
      return await applyMigrations(url, migrationsDir(), migrations);
    } catch (error) {
      const { failed } = await readStatus(client, migrations);
      const reason = failed ? obstacle({ ...status, failed }) : null;
      if (reason) throw new RetortError('precondition', reason);
      if (error instanceof Error && error.message.startsWith('The database schema is not empty')) {
        throw new RetortError(
          'precondition',
          'The database has tables that are not of Retort: give it an empty database of its own.',
        );
      }
      throw error;
    }
  });
}

/** Applies those migrations of this version that are named, to an empty database: what a backup of an older one rests on. */
export async function migrateTo(url: string, names: readonly string[]): Promise<void> {
  const wanted = new Set(names);
  await applyMigrations(
    url,
    migrationsDir(),
    (await readMigrations()).filter(({ name }) => wanted.has(name)),
  );
}

/** How the database at `url` stands to the migrations of this version. Changes nothing. */
export async function migrationStatus(url: string): Promise<MigrationStatus> {
  return connected(url, async (client) => readStatus(client, await readMigrations()));
}

/** Refuses, with one sentence, a database that this version cannot work on: behind, ahead or half-migrated. */
export async function requireMigrated(url: string): Promise<void> {
  const status = await migrationStatus(url);
  const reason =
    obstacle(status) ??
    (status.pending.length > 0
      ? `The database lacks the migration ${status.pending[0]}: run \`npx retort db migrate\`.`
      : null);
  if (reason) throw new RetortError('precondition', reason);
}

/** Empties the database at `url` and migrates it anew. Everything in its schema `public` and the job queue is lost. */
export async function reset(url: string): Promise<void> {
  await connected(url, async (client) => {
    await client.query('DROP SCHEMA IF EXISTS graphile_worker CASCADE');
    await client.query('DROP SCHEMA public CASCADE');
    await client.query('CREATE SCHEMA public');
  });
  await migrate(url);
}

/** Why migrating is impossible as things stand, or null. */
export function obstacle({ failed, ahead, edited }: MigrationStatus): string | null {
  if (failed) {
    return `The migration ${failed.name} failed earlier (${failed.message}): restore the database from a backup, or \`npx retort db reset\` to empty it.`;
  }
  if (ahead.length > 0) {
    return `The database is newer than this Retort: it has the migration ${ahead[0]}, which this version does not know. Update Retort.`;
  }
  if (edited.length > 0) {
    return `The migration ${edited[0]} was changed after it had been applied to this database: put its file back as it was.`;
  }
  return null;
}

/** The migrations of this version, oldest first. */
export async function readMigrations(dir = migrationsDir()): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(dir, name, 'migration.sql'), 'utf8') })),
  );
}

function migrationsDir(): string {
  return join(projectRoot(), 'prisma', 'migrations');
}

async function readStatus(client: pg.Client, migrations: readonly Migration[]): Promise<MigrationStatus> {
  const { rows: versions } = await client.query<{ number: number; text: string }>(
    `SELECT current_setting('server_version_num')::int4 AS number, current_setting('server_version') AS text`,
  );
  const version = versions[0];
  if (!version || version.number < OLDEST_VERSION) {
    throw new RetortError(
      'precondition',
      `Retort needs PostgreSQL 15 or later; the server is ${version?.text}.`,
    );
  }
  const { rows: tables } = await client.query(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  const { rows } = tables[0].there
    ? await client.query<{
        migration_name: string;
        checksum: string;
        finished: boolean;
        logs: string | null;
      }>(
        `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, logs
           FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
      )
    : { rows: [] };
  const known = new Map(migrations.map((m) => [m.name, createHash('sha256').update(m.sql).digest('hex')]));
  const applied = new Set(rows.filter((row) => row.finished).map((row) => row.migration_name));
  const failed = rows.find((row) => !row.finished);
  return {
    server: version.text.split(' ')[0] ?? version.text,
    applied: [...applied],
    pending: migrations.map((m) => m.name).filter((name) => !applied.has(name)),
    failed: failed ? { name: failed.migration_name, message: firstLine(failed.logs) } : null,
    ahead: [...applied].filter((name) => !known.has(name)),
    edited: rows
      .filter(
        (row) =>
          row.finished && known.has(row.migration_name) && known.get(row.migration_name) !== row.checksum,
      )
      .map((row) => row.migration_name),
  };
}

/** The database's own message in Prisma's log of a failed migration, else the first line of it. */
function firstLine(logs: string | null): string {
  const message = /ERROR:\s*(.+)/.exec(logs ?? '')?.[1] ?? logs?.trim().split('\n')[0];
  return message?.slice(0, 200) || 'it was interrupted';
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw databaseRefusal(error) ?? error;
  } finally {
    await client.end().catch(() => {});
  }
}

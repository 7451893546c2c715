import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { distribute } from './distribute';
import { migrate, readMigrations } from './migrate';
import { closePool, createPool } from './pool';

export interface TestDatabase {
  /** The URL of the database; also in process.env.DATABASE_URL until drop(). */
  readonly url: string;
  /** Closes this process's pool and removes the database. */
  drop(): Promise<void>;
}

/**
 * A fresh migrated database on the server of TEST_DATABASE_URL, which becomes the database of getPool() and
 * getPrisma(). It is copied from a template that is made once per state of the migrations, so it costs about 0.1 s.
 * With TEST_CITUS set the server is a Citus coordinator, and the database is distributed, its shards on the coordinator.
 *
 *     let db: TestDatabase;
 *     beforeAll(async () => { db = await createTestDatabase(); });
 *     afterAll(() => db.drop());
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const base = process.env.TEST_DATABASE_URL;
  if (!base)
    throw new Error('TEST_DATABASE_URL is not set: run the tests by vitest with the config of this project.');
  const name = `retort_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await maintaining(base, async (client) => {
    const template = await ensureTemplate(base, client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = withDatabase(base, name);
  if (process.env.TEST_CITUS) await distributeAlone(url);
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = url;
  return {
    url,
    async drop() {
      await closePool();
      if (before === undefined) delete process.env.DATABASE_URL;
      else process.env.DATABASE_URL = before;
      await maintaining(base, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database without tables, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const base = process.env.TEST_DATABASE_URL;
  if (!base) throw new Error('TEST_DATABASE_URL is not set.');
  const name = `retort_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await maintaining(base, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  return {
    url: withDatabase(base, name),
    drop: () =>
      maintaining(
        base,
        async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      ),
  };
}

/** One template per state of the migrations, made under a lock by whoever comes first. */
async function ensureTemplate(base: string, client: pg.Client): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, sql } of await readMigrations()) hash.update(`${name}\0${sql}\0`);
  const name = `retort_template_${hash.digest('hex').slice(0, 16)}`;
  await client.query(`SELECT pg_advisory_lock(hashtext('retort_template'))`);
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) {
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await migrate(withDatabase(base, draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  }
  return name;
}

/** Not in the template: the daemon that Citus runs in each of its databases keeps it from being copied. */
async function distributeAlone(url: string): Promise<void> {
  const pool = createPool(url);
  try {
    await distribute({ workers: [], shards: 4 }, pool);
  } finally {
    await pool.end();
  }
}

/** `url` with another database name. */
function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function maintaining<T>(base: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(base, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

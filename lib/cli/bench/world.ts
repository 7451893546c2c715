import pg from 'pg';
import { SIZES, type Size, type World } from '@/lib/cli/bench';
import { cleaningUp } from '@/lib/cli/clean-up';
import { migrate } from '@/lib/db/migrate';
import { closePool, getPool } from '@/lib/db/pool';
import type { Receipt } from '@/lib/model/records';
import { outputOf, retort, watchProcess } from './processes';

const END = Date.UTC(2026, 10, 1);
const SEED = 1;

/** Databases with the full-size world: each is loaded when somebody first asks, and dropped at the end unless it is to be kept. */
export interface Worlds {
  /** Runs `work` with the world of a size behind getPool() and in DATABASE_URL. */
  with<T>(size: Size, work: (world: World) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param base URL of the server; @param keep whether what was loaded stays for the next time, and is taken from there. */
export function openWorlds(base: string, keep: boolean, note: (detail: string) => void): Worlds {
  const worlds = new Map<Size, World>();
  const nameOf = (size: Size) => (keep ? `retort_world_${size}` : `retort_world_${size}_${process.pid}`);
  return {
    async with(size, work) {
      const name = nameOf(size);
      const url = new URL(base);
      url.pathname = `/${name}`;
      const world = worlds.get(size) ?? (keep ? await kept(base, name) : null);
      return inDatabase(url.href, async () => {
        const ready = world ?? (await loadWorld(base, name, url.href, size, note));
        worlds.set(size, ready);
        return work(ready);
      });
    },
    async close() {
      if (!keep)
        for (const size of worlds.keys()) await asAdmin(base, (admin) => admin.query(dropping(nameOf(size))));
    },
  };
}

const dropping = (name: string) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`;

async function asAdmin<T>(base: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: base, application_name: 'retort bench' });
  await admin.connect();
  return cleaningUp(
    () => admin.end(),
    () => work(admin),
  );
}

/** What was noted on a database when its load had ended; null when there is none, or when it was cut off. */
async function kept(base: string, name: string): Promise<World | null> {
  const { rows } = await asAdmin(base, (admin) =>
    admin.query<{ noted: string | null }>(
      "SELECT shobj_description(oid, 'pg_database') AS noted FROM pg_database WHERE datname = $1",
      [name],
    ),
  );
  return rows[0]?.noted ? (JSON.parse(rows[0].noted) as World) : null;
}

/** A new database with the world in it, without prompts. */
async function loadWorld(
  base: string,
  name: string,
  url: string,
  size: Size,
  note: (detail: string) => void,
): Promise<World> {
  await asAdmin(base, async (admin) => {
    await admin.query(dropping(name));
    await admin.query(`CREATE DATABASE ${name}`);
  });
  await migrate(url);
  note(`loading the world, ${size} …`);
  const load = await pipeWorld(size, 'none');
  await getPool().query('ANALYZE');
  const { rows } = await getPool().query<{ exchanges: number; accounts: number }>(
    'SELECT (SELECT sum(exchanges) FROM account)::float8 AS exchanges, (SELECT count(*) FROM account)::int AS accounts',
  );
  const world: World = {
    size,
    exchanges: rows[0]?.exchanges ?? 0,
    accounts: rows[0]?.accounts ?? 0,
    end: END,
    load,
  };
  await asAdmin(base, (admin) =>
    admin.query(`COMMENT ON DATABASE ${name} IS ${admin.escapeLiteral(JSON.stringify(world))}`),
  );
  note(`${world.exchanges} exchanges of ${world.accounts} accounts in ${Math.round(load.seconds)} s`);
  return world;
}

/** `retort simulate | retort ingest` into the database of DATABASE_URL, keeping of prompts what is said. */
export async function pipeWorld(size: Size, prompts: 'none' | 'excerpt'): Promise<World['load']> {
  const begun = performance.now();
  const end = new Date(END).toISOString();
  const simulated = retort(
    [
      ...['simulate', '--scenario', 'full', '--scale', String(SIZES[size])],
      ...['--seed', String(SEED), '--end', end, '--out', '-'],
    ],
    // It tells on standard error what it wrote.
    { quiet: true },
  );
  const simulate = watchProcess(simulated.pid ?? 0);
  const ingested = retort(['ingest', '-', '--json'], {
    input: simulated.stdout,
    env: { RETORT_PROMPTS: prompts },
  });
  const ingest = watchProcess(ingested.pid ?? 0);
  const receipt = JSON.parse(await outputOf(ingested)) as Receipt;
  const seconds = (performance.now() - begun) / 1_000;
  if (receipt.rejected > 0) throw new Error(`${receipt.rejected} records of the world were rejected.`);
  return { seconds, simulate: simulate.end(), ingest: ingest.end() };
}

async function inDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = url;
  return cleaningUp(async () => {
    await closePool();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  }, work);
}

import type { Socket } from 'node:net';
import pg from 'pg';
import { RetortError } from '@/lib/model/errors';

const INT8 = 20;
const WEB_STATEMENT_TIMEOUT_MS = 15_000;
const HELD = Symbol.for('retort.pool');

const held = globalThis as { [HELD]?: pg.Pool };

/** Parsers of every Retort connection: int8 arrives as BigInt, since keys use all 64 bits. Cast counts to int4. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? BigInt : pg.types.getTypeParser(oid, format)) as never,
};

/** The URL of the database of this process. RetortError('unavailable') when nobody said which. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new RetortError('unavailable', 'DATABASE_URL is not set and no embedded database was started.');
  return url;
}

/**
 * A pool on `url`. The connections of a dead server are dropped and made anew on the next query, so a process
 * outlives a restart of the database. In the web server a statement may take 15 s at most.
 */
export function createPool(url: string, options: pg.PoolConfig = {}): pg.Pool {
  const web = process.env.NEXT_RUNTIME !== undefined;
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: web ? 'retort console' : 'retort',
    ...(web ? { statement_timeout: WEB_STATEMENT_TIMEOUT_MS } : {}),
    ...options,
  });
  // Without a listener the loss of an idle connection would end the process; the pool has already dropped it.
  pool.on('error', () => {});
  pool.on('connect', trackConnection);
  return pool;
}

/** The connections of this process, also of bundles that loaded this module once more. */
const OPEN = Symbol.for('retort.connections');
const opened = globalThis as { [OPEN]?: Set<pg.ClientBase> };

/**
 * Counts a connection among those that {@link severConnections} cuts. Its loss between two queries no longer ends the process;
 * the next query then fails.
 */
export function trackConnection(client: pg.ClientBase): void {
  opened[OPEN] ??= new Set();
  const all = opened[OPEN];
  all.add(client);
  client.on('error', () => {});
  client.on('end', () => all.delete(client));
}

/** Cuts every connection of this process: what waits for an answer over one of them fails, and pools make new ones. */
export function severConnections(): void {
  for (const client of opened[OPEN] ?? [])
    (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}

/** The one pool of this process. It is kept on globalThis because Next loads a module once per bundle. */
export function getPool(): pg.Pool {
  held[HELD] ??= createPool(databaseUrl());
  return held[HELD];
}

/** Closes the pool; the next getPool() makes a new one. */
export async function closePool(): Promise<void> {
  const pool = held[HELD];
  delete held[HELD];
  await pool?.end();
}

/** Runs `work` in one transaction on one connection: commits its return, rolls back when it throws. */
export async function transaction<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  pool: pg.Pool = getPool(),
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

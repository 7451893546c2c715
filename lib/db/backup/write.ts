import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { dayOf, isoDay } from '@/lib/db/retention';
import { type BackupEnd, type BackupHead, type BackupTable, FrameWriter, json, MAGIC } from './format';

/** Pieces of rows are put together to about so much. */
const PIECE = 1 << 20;
/** Half of what compresses well already goes at this level, at many times the pace of the usual one. */
const LEVEL = 1;

export interface Backup {
  tables: number;
  rows: number;
  seconds: number;
}

/**
 * Writes everything that the database at `url` holds in its schema `public` into `file` (readable by its owner only), as of one moment, while others
 * go on working. Memory stays flat. The file appears whole or not at all. The queue of jobs is left out: the worker
 * asks anew for what is to be done.
 */
export async function writeBackup(
  url: string,
  file: string,
  onProgress: (rows: number) => void = () => {},
): Promise<Backup> {
  const started = performance.now();
  const client = new pg.Client({ connectionString: url, application_name: 'retort backup' });
  client.on('error', () => {});
  await client.connect();
  const draft = `${file}.part`;
  const count = { tables: 0, rows: 0 };
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await pipeline(
      Readable.from(frames(client, count, onProgress), { objectMode: false, highWaterMark: PIECE }),
      createGzip({ level: LEVEL, chunkSize: 1 << 18 }),
      createWriteStream(draft, { mode: 0o600 }),
    );
    await client.query('COMMIT');
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
  return { ...count, seconds: Math.round(performance.now() - started) / 1000 };
}

async function* frames(
  client: pg.Client,
  count: { tables: number; rows: number },
  onProgress: (rows: number) => void,
): AsyncGenerator<Buffer, void, void> {
  const writer = new FrameWriter();
  const tables = await tablesOf(client);
  // Nobody drops a day while it is being read.
  await client.query(
    `LOCK TABLE ${tables.map(({ table }) => quoted(table)).join(', ')} IN ACCESS SHARE MODE`,
  );
  const { rows: migrations } = await client.query<{ name: string; server: string }>(
    `SELECT migration_name AS name, current_setting('server_version') AS server FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  yield MAGIC;
  const head: BackupHead = {
    made_at: new Date().toISOString(),
    server: migrations[0]?.server ?? '',
    migrations: migrations.map(({ name }) => name),
  };
  yield writer.frame('head', json(head));
  const rows: BackupEnd['rows'] = {};
  for (const table of tables) {
    yield writer.frame('table', json(table));
    const columns = table.columns.map(quoted).join(', ');
    const stream = client.query(copyTo(`COPY ${quoted(table.table)} (${columns}) TO STDOUT (FORMAT binary)`));
    let held: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      held.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size < PIECE) continue;
      yield writer.frame('rows', Buffer.concat(held));
      held = [];
      size = 0;
    }
    if (size > 0) yield writer.frame('rows', Buffer.concat(held));
    rows[table.table] = stream.rowCount;
    count.tables++;
    count.rows += stream.rowCount;
    onProgress(count.rows);
  }
  yield writer.end({ rows, sequences: await sequencesOf(client) });
}

/** Every table that holds rows, those first that others refer to. Generated columns are made anew. */
async function tablesOf(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; refers: string[] }>(
    `SELECT c.relname AS table,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            coalesce((SELECT array_agg(DISTINCT r.relname::text) FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
              WHERE k.conrelid = c.oid AND k.contype = 'f' AND r.oid <> c.oid), '{}') AS refers
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND c.relname NOT IN ('_prisma_migrations', 'process_figures') ORDER BY c.relname`,
  );
  const left = new Map(rows.map((row) => [row.table, row]));
  const ordered: BackupTable[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ refers }) => refers.every((other) => !left.has(other)));
    if (ready.length === 0)
      throw new Error('tables that refer to each other in a circle cannot be written in an order');
    for (const { table, columns } of ready) {
      const day = dayOf(table);
      ordered.push({ table, columns, day: day === null ? null : isoDay(day) });
      left.delete(table);
    }
  }
  return ordered;
}

async function sequencesOf(client: pg.Client): Promise<BackupEnd['sequences']> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attidentity <> '' ORDER BY 1, 2`,
  );
  const found: BackupEnd['sequences'] = [];
  for (const { table, column, sequence } of rows) {
    const { rows: last } = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${sequence}`,
    );
    if (last[0]?.called) found.push({ table, column, last: last[0].last });
  }
  return found;
}

/** A name as SQL has it. */
export function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}

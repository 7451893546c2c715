import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, migrateTo, readMigrations } from '@/lib/db/migrate';
import { RetortError } from '@/lib/model/errors';
import { type BackupEnd, type BackupHead, type BackupTable, parse, readFrames } from './format';
import { quoted } from './write';

export interface Restored {
  head: BackupHead;
  tables: number;
  rows: number;
  seconds: number;
}

/** Tells what a backup holds, having read and checked all of it. RetortError `invalid` when it is damaged. */
export async function checkBackup(file: string): Promise<Restored> {
  const started = performance.now();
  let head: BackupHead | undefined;
  let end: BackupEnd | undefined;
  for await (const { kind, bytes } of framesOf(file)) {
    if (kind === 'head') head = parse<BackupHead>(bytes);
    if (kind === 'end') end = parse<BackupEnd>(bytes);
  }
  return told(head, end, started);
}

/**
 * Brings what a backup holds into the database at `url`, which must be empty, as it was: schema up to the migrations of the backup, all rows in one
 * transaction, compared with the counts that were written, then the migrations that have come since. After an error the tables
 * are empty. RetortError `precondition` for a database that holds something or a backup of a newer Retort, `invalid` for one that is damaged.
 */
export async function restoreBackup(
  url: string,
  file: string,
  onProgress: (rows: number) => void = () => {},
): Promise<Restored> {
  const started = performance.now();
  const frames = framesOf(file);
  const first = await frames.next();
  if (first.done || first.value.kind !== 'head')
    throw new RetortError('invalid', 'This is no whole backup: it has no head.');
  const head = parse<BackupHead>(first.value.bytes);
  const known = new Set((await readMigrations()).map(({ name }) => name));
  const newer = head.migrations.find((name) => !known.has(name));
  if (newer)
    throw new RetortError(
      'precondition',
      `The backup is of a newer Retort: it has the migration ${newer}, which this version does not know.`,
    );
  await requireEmpty(url);
  await migrateTo(url, head.migrations);
  const client = new pg.Client({ connectionString: url, application_name: 'retort restore' });
  client.on('error', () => {});
  await client.connect();
  let end: BackupEnd | undefined;
  try {
    await client.query('BEGIN');
    end = await readInto(client, frames, onProgress);
    for (const { table, column, last } of end.sequences) {
      await client.query('SELECT setval(pg_get_serial_sequence($1, $2), $3::bigint)', [
        quoted(table),
        column,
        last,
      ]);
    }
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end().catch(() => {});
  }
  await migrate(url);
  return told(head, end, started);
}

async function readInto(
  client: pg.Client,
  frames: ReturnType<typeof framesOf>,
  onProgress: (rows: number) => void,
): Promise<BackupEnd> {
  const counts: Record<string, number> = {};
  let table: BackupTable | undefined;
  let stream: ReturnType<typeof copyFrom> | undefined;
  let failed: Promise<never> | undefined;
  let rows = 0;
  const finish = async () => {
    if (!table || !stream || !failed) return;
    const finished = once(stream, 'finish');
    finished.catch(() => {});
    stream.end();
    await Promise.race([finished, failed]);
    counts[table.table] = stream.rowCount;
    rows += stream.rowCount;
    onProgress(rows);
    stream = undefined;
  };
  for await (const { kind, bytes } of frames) {
    if (kind === 'table') {
      await finish();
      table = parse<BackupTable>(bytes);
      counts[table.table] = 0;
      // Rows that migrations write come back with the others.
      if (table.day) await client.query('SELECT ensure_exchange_partition($1::date)', [table.day]);
      else await client.query(`DELETE FROM ${quoted(table.table)}`);
    } else if (kind === 'rows' && table) {
      if (!stream) {
        const columns = table.columns.map(quoted).join(', ');
        const opened = client.query(
          copyFrom(`COPY ${quoted(table.table)} (${columns}) FROM STDIN (FORMAT binary)`),
        );
        failed = new Promise<never>((_, reject) => opened.once('error', reject));
        failed.catch(() => {});
        stream = opened;
      }
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), failed]);
    } else if (kind === 'end') {
      await finish();
      const end = parse<BackupEnd>(bytes);
      for (const [name, written] of Object.entries(end.rows))
        if (counts[name] !== written)
          throw new RetortError(
            'invalid',
            `The backup says that ${name} had ${written} rows, and ${counts[name] ?? 0} came.`,
          );
      return end;
    }
  }
  throw new RetortError('invalid', 'This is no whole backup: it was cut off.');
}

async function requireEmpty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
    );
    if (rows.length > 0)
      throw new RetortError(
        'precondition',
        'The database is not empty: restore into a new one, so that nothing is lost by it.',
      );
  } finally {
    await client.end();
  }
}

async function* framesOf(file: string) {
  const packed = createReadStream(file, { highWaterMark: 1 << 18 });
  const plain = packed.pipe(createGunzip({ chunkSize: 1 << 18 }));
  packed.once('error', (error) => plain.destroy(error));
  try {
    yield* readFrames(plain);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && code.startsWith('Z_'))
      throw new RetortError('invalid', 'This is no whole backup: it cannot be unpacked to its end.');
    if (code === 'ENOENT') throw new RetortError('invalid', `There is no file ${file}.`);
    throw error;
  } finally {
    packed.destroy();
    plain.destroy();
  }
}

function told(head: BackupHead | undefined, end: BackupEnd | undefined, started: number): Restored {
  if (!head || !end) throw new RetortError('invalid', 'This is no whole backup: it was cut off.');
  const counts = Object.values(end.rows);
  return {
    head,
    tables: counts.length,
    rows: counts.reduce((sum, one) => sum + one, 0),
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

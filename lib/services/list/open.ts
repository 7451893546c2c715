import type { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { LIST_FORMATS } from '@/lib/export/list/formats';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { type ExportFormat, type ExportList, MOST_EXPORTED } from '@/lib/model/list-export';
import { cursorRows, oneByOne } from './cursor';
import { exportList } from './export';
import { chosenColumns, countRows, listInput, listOf } from './plan';
import { takeSlot } from './slots';
import { exportChoice } from './source';

/** A reader that takes nothing for so long is gone: what the export holds is given back. */
const PATIENCE_MS = 60_000;
const STATEMENT_MS = 120_000;

const openInput = listInput.extend(exportChoice.shape);

export interface OpenExport {
  list: ExportList;
  format: ExportFormat;
  /** Plain: letters, digits, dots and hyphens. */
  name: string;
  type: string;
  /** Rows in the file, and rows that match. */
  rows: number;
  matching: number;
  /** The file, a piece at a time, as it is asked for. Throws when it cannot be written to its end: it never merely ends. */
  pieces: AsyncIterable<string | Uint8Array>;
  /** Gives back what the export holds, wherever it is. */
  close: () => void;
}

/**
 * Begins an export: one snapshot of the database, rows counted in it, the deed noted in the audit log. Whoever opened it reads the pieces
 * or closes it. RetortError `forbidden`, `invalid`, `not_found`; `busy` while too many are being written.
 */
export async function openExport(
  raw: z.input<typeof openInput>,
  {
    actor,
    now = () => new Date(),
    patience = PATIENCE_MS,
  }: { actor: Actor; now?: () => Date; patience?: number },
): Promise<OpenExport> {
  if (!may(actor, 'list.export'))
    throw new RetortError('forbidden', 'This needs the right "list.export", which you do not have.', {
      right: 'list.export',
    });
  const parsed = openInput.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RetortError('invalid', `${issue?.path.join('.') || 'input'}: ${issue?.message}`);
  }
  const { format, columns: named, ...asked } = parsed.data;
  const at = now();
  const { source, filter } = listOf(asked, actor);
  const columns = chosenColumns(source, named);
  const chosen = new Set(columns.map(({ name }) => name));
  const query = await source.query({ filter, actor, now: at });
  const giveBack = takeSlot();
  const client = await getPool()
    .connect()
    .catch((error: unknown) => {
      giveBack();
      throw error;
    });
  let timer: NodeJS.Timeout | undefined;
  let ended: Error | null = null;
  /** With an error the connection is ended, and with it whatever it is busy with. */
  const end = (why: Error | null) => {
    if (ended) return;
    ended = why ?? new Error('The export is over.');
    clearTimeout(timer);
    client.release(why ?? undefined);
    giveBack();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => end(new Error('Nobody read on for too long.')), patience).unref();
  };
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${STATEMENT_MS}`);
    const matching = await countRows(query, client);
    const rows = Math.min(matching, MOST_EXPORTED);
    await exportList(
      { list: source.list, filter: asked.filter, format, columns: [...chosen], matching, rows },
      { actor, now },
    );
    wait();
    const db = oneByOne(client);
    const view = (raws: never[]) => (query.rows ? query.rows(raws, db, chosen) : Promise.resolve(raws));
    async function* batches() {
      let written = 0;
      clearTimeout(timer);
      for (const sql of query.reads) {
        if (written === rows) break;
        for await (const batch of cursorRows(client, {
          sql,
          params: query.params,
          most: rows - written,
          view,
        })) {
          written += batch.length;
          wait();
          yield batch;
          if (ended) throw ended;
          clearTimeout(timer);
        }
      }
      if (written !== rows) throw new Error(`An export of ${rows} rows ended after ${written}.`);
      await client.query('COMMIT');
      end(null);
    }
    const { type, write } = LIST_FORMATS[format];
    const made = write(columns, batches());
    return {
      list: source.list,
      format,
      name: `retort-${source.list}-${at.toISOString().slice(0, 10)}.${format}`,
      type,
      rows,
      matching,
      pieces: readOnce(made, end),
      close: () => end(new Error('The export was closed.')),
    };
  } catch (error) {
    end(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** The pieces; whether they run out, break off or are left, what they are made from is given back, also when none was ever taken. */
function readOnce<T>(made: AsyncGenerator<T>, end: (why: Error | null) => void): AsyncIterable<T> {
  const left = new Error('The reader went away.');
  return {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        made.next().catch((error: unknown) => {
          end(error instanceof Error ? error : new Error(String(error)));
          throw error;
        }),
      return: async () => {
        end(left);
        await made.return(undefined).catch(() => {});
        return { done: true, value: undefined };
      },
    }),
  };
}

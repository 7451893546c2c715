import type { PoolClient } from 'pg';
import type { Db } from './source';

/** Rows of the first batch, and of any. In between a batch is as large as its text allows. */
const FIRST = 100;
const MOST = 1_000;
const BATCH_BYTES = 2 << 20;

/**
 * The rows of a statement by a server-side cursor in the open transaction of `client`, at most `most` of them, a batch at a time: the
 * next one is read while the last is written, and none beyond that. The connection must not be used for anything else meanwhile, but
 * for what `view` does.
 */
export async function* cursorRows<Row>(
  client: PoolClient,
  {
    sql,
    params,
    most,
    view,
  }: { sql: string; params: unknown[]; most: number; view: (raw: never[]) => Promise<Row[]> },
): AsyncGenerator<Row[]> {
  await client.query(`DECLARE exported NO SCROLL CURSOR FOR ${sql}`, params);
  let size = FIRST;
  let left = most;
  const fetch = async () => {
    const count = Math.min(size, left);
    const { rows } = await client.query<Record<string, unknown>>(`FETCH FORWARD ${count} FROM exported`);
    left -= rows.length;
    const over = rows.length < count || left === 0;
    size = nextSize(rows);
    return { over, rows: await view(rows as never[]) };
  };
  for (let next = fetch(); ; ) {
    const { over, rows } = await next;
    if (!over) {
      next = fetch();
      // Whoever stops reading never looks at it.
      next.catch(() => {});
    }
    if (rows.length > 0) yield rows;
    if (over) break;
  }
  await client.query('CLOSE exported');
}

/** How many rows the next batch may have, by how much text these had. */
function nextSize(rows: readonly Record<string, unknown>[]): number {
  let bytes = 0;
  for (const row of rows) {
    for (const name in row) {
      const cell = row[name];
      if (typeof cell === 'string') bytes += cell.length;
      else if (typeof cell === 'object' && cell !== null && !(cell instanceof Date)) bytes += roughly(cell);
    }
  }
  if (rows.length === 0 || bytes === 0) return MOST;
  return Math.max(1, Math.min(MOST, 4 * rows.length, Math.floor((BATCH_BYTES * rows.length) / bytes)));
}

/** Characters of the texts in a value of JSON. */
function roughly(value: object): number {
  let size = 8;
  for (const part of Object.values(value)) {
    if (typeof part === 'string') size += part.length;
    else if (typeof part === 'object' && part !== null) size += roughly(part);
  }
  return size;
}

/** The connection for readers that ask several things at once, which a connection answers only one after the other. */
export function oneByOne(client: PoolClient): Db {
  let last: Promise<unknown> = Promise.resolve();
  const query = (...asked: unknown[]) => {
    const answer = last.then(() => (client.query as (...asked: unknown[]) => Promise<unknown>)(...asked));
    last = answer.catch(() => {});
    return answer;
  };
  return { query: query as Db['query'] };
}

import type { Pool, PoolClient } from 'pg';
import { getPool, transaction } from '@/lib/db/pool';
import { plainBytes } from '@/lib/ingest/bytes';
import { lineForm } from '@/lib/ingest/envelope';
import type { Parser } from '@/lib/ingest/parser';
import { ingest } from '@/lib/ingest/run';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { Receipt } from '@/lib/model/records';
import { appendAudit } from '@/lib/services/audit/append';
import { retention } from '@/lib/services/ingest/accept';
import { keepRejects, MOST_REJECTS, type PlacedReject } from './keep-rejects';
import { type KnownSource, readSource } from './source';
import { addMinute, type Figures } from './tally';

/** Who takes bodies in, for the audit log. */
export const INBOX: Actor = { kind: 'system', name: 'Inbox' };
const LOCK_CLASS = 1_768_843_896;

/** One turn takes at most so many bodies, and bytes as they came. */
const MOST_BODIES = 4_000;
const MOST_BYTES = 16 << 20;
/** Bodies fetched at once. */
const FETCH_BYTES = 4 << 20;
/** How often a body alone may end the worker before it is set aside. */
const MOST_TRIES = 3;
/** Largest body once unpacked. */
const PLAIN_LIMIT = 512 * 1024 * 1024;
const AUDIT_EVERY_MS = 3_600_000;

export interface Turn {
  bodies: number;
  receipt: Receipt;
  /** Whether more of this source waits. */
  more: boolean;
}

interface Context {
  parser: Parser;
  now: () => Date;
  newId: () => string;
  /** The turn before broke off because the database went away: that is no fault of its bodies. */
  forgiven?: boolean;
  /** Connections of its own; those of the process otherwise. */
  pool?: Pool;
}

interface Chosen {
  id: bigint;
  size: number;
}

/** A body within the lines that a turn is made of. */
interface Placed {
  id: bigint;
  /** Number of its first line among all. */
  first: number;
  receivedAt: Date;
}

/**
 * Takes in what waits of one source, oldest first, in one ingest: null where nothing waits, or another process has the source. Bodies are deleted in the
 * transaction that ends it, so that whatever dies on the way loses none; what was committed before is known by its identity. A body over which workers
 * die is found by halving what they had, and set aside.
 * Errors: those of the database and of ingest; the bodies then wait on.
 */
export async function takeTurn(name: string, context: Context): Promise<Turn | null> {
  const pool = context.pool ?? getPool();
  const holder = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await holder.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine',
      [LOCK_CLASS, name],
    );
    if (!rows[0]?.mine) return null;
    try {
      return await take(name, context, pool);
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, name]);
    }
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A connection that is not sound lets go of the lock by being closed.
    holder.release(broken);
  }
}

async function take(name: string, context: Context, pool: Pool): Promise<Turn | null> {
  const chosen = await choose(name, context, pool);
  if (chosen.length === 0) return null;
  const source = await readSource(name, pool);
  const ids = chosen.map(({ id }) => id);
  const placed: Placed[] = [];
  const broken: PlacedReject[] = [];
  const id = context.newId();
  const now = context.now();
  let kept = 0;
  const receipt = await ingest(linesOfBodies(source, chosen, pool, placed, broken), pool, context.parser, {
    id,
    source: `inbox:${name}`,
    actor: INBOX.kind === 'system' ? INBOX.name : '',
    format: source.format.name,
    profile: source.profile,
    inLines: true,
    retention: retention(process.env.RETORT_PROMPTS),
    now,
    onRejects: async (tx, rejects) => {
      const room = rejects.slice(0, MOST_REJECTS - kept);
      kept += room.length;
      await keepRejects(
        tx,
        name,
        now,
        room.map((reject) => ({ ...reject, ...placeOf(placed, reject.line) })),
      );
    },
    closing: async (tx, taken) => {
      await keepRejects(tx, name, now, broken.slice(0, MOST_REJECTS));
      await close(tx, name, source, now, chosen, placed, {
        ...taken,
        rejected: taken.rejected + broken.length,
      });
    },
  });
  const { rows } = await pool.query<{ more: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM inbox WHERE source = $1 AND aside_at IS NULL) AS more',
    [name],
  );
  return {
    bodies: ids.length,
    receipt: { ...receipt, rejected: receipt.rejected + broken.length },
    more: rows[0]?.more ?? false,
  };
}

/** Which bodies are taken next, written down before they are touched. */
async function choose(name: string, { now, forgiven }: Context, pool: Pool): Promise<Chosen[]> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ turn: bigint[] | null; tries: number }>(
      'SELECT turn, turn_tries AS tries FROM source WHERE name = $1 FOR UPDATE',
      [name],
    );
    const left = rows[0]?.turn ?? null;
    const waiting = await tx.query<Chosen & { before: boolean }>(
      `SELECT id, size, id = ANY($2::bigint[]) AS before FROM inbox WHERE source = $1 AND aside_at IS NULL ORDER BY id LIMIT ${MOST_BODIES}`,
      [name, left ?? []],
    );
    let candidates = waiting.rows;
    let tries = 0;
    if (left !== null && !forgiven) {
      const suspects = candidates.filter(({ before }) => before);
      if (suspects.length > 1) candidates = suspects.slice(0, Math.ceil(suspects.length / 2));
      else if (suspects.length === 1) {
        tries = (rows[0]?.tries ?? 0) + 1;
        candidates = suspects;
        if (tries >= MOST_TRIES) {
          await setAside(tx, name, suspects[0] as Chosen, now());
          return [];
        }
      }
    }
    let bytes = 0;
    const chosen: Chosen[] = [];
    for (const one of candidates) {
      bytes += one.size;
      if (chosen.length > 0 && bytes > MOST_BYTES) break;
      chosen.push(one);
    }
    if (chosen.length > 0) {
      await tx.query(
        `INSERT INTO source AS s (name, format, turn, turn_tries) VALUES ($1, $1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET turn = excluded.turn, turn_tries = excluded.turn_tries`,
        [name, chosen.map(({ id }) => id), tries],
      );
    } else if (left !== null)
      await tx.query('UPDATE source SET turn = NULL, turn_tries = 0 WHERE name = $1', [name]);
    return chosen;
  }, pool);
}

async function setAside(tx: PoolClient, name: string, { id }: Chosen, now: Date): Promise<void> {
  await tx.query(
    "UPDATE inbox SET aside_at = $2, fault = 'The worker ended each time it took this body in.' WHERE id = $1",
    [id, now],
  );
  await tx.query('UPDATE source SET turn = NULL, turn_tries = 0 WHERE name = $1', [name]);
  await appendAudit(tx, { actor: INBOX, verb: 'inbox.set_aside', at: now }, [
    { entity: 'source', entityId: name, after: { body: String(id), reason: `ended ${MOST_TRIES} times` } },
  ]);
}

/** The lines of all bodies, one after the other; where each begins is noted in `placed`, and a body that cannot be read in `broken`. */
async function* linesOfBodies(
  source: KnownSource,
  chosen: readonly Chosen[],
  pool: Pool,
  placed: Placed[],
  broken: PlacedReject[],
): AsyncGenerator<Uint8Array, void, void> {
  let line = 1;
  for (const group of grouped(chosen)) {
    const { rows } = await pool.query<{ id: bigint; form: string; body: Buffer; received_at: Date }>(
      'SELECT id, form, body, received_at FROM inbox WHERE id = ANY($1::bigint[]) ORDER BY id',
      [group.map(({ id }) => id)],
    );
    for (const { id, form, body, received_at } of rows) {
      placed.push({ id, first: line, receivedAt: received_at });
      let open = false;
      try {
        const bytes = await plainBytes(once(body), PLAIN_LIMIT);
        const lines = form === 'lines' ? bytes.chunks : lineForm(bytes.chunks, source.format.envelope);
        for await (const chunk of lines) {
          if (chunk.length === 0) continue;
          line += countOf(chunk);
          open = chunk[chunk.length - 1] !== NEWLINE;
          yield chunk;
        }
        if (bytes.cut) broken.push({ id, line: line - (placed.at(-1)?.first ?? line) + 1, ...bytes.cut });
      } catch (error) {
        if (!(error instanceof RetortError)) throw error;
        broken.push({
          id,
          line: line - (placed.at(-1)?.first ?? line) + 1,
          code: error.code,
          message: error.message,
        });
      }
      if (open) {
        line++;
        yield LINE_END;
      }
    }
  }
}

const NEWLINE = 0x0a;
const LINE_END = Buffer.from('\n');

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

function countOf(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

function* grouped(chosen: readonly Chosen[]): Generator<Chosen[]> {
  let group: Chosen[] = [];
  let bytes = 0;
  for (const one of chosen) {
    group.push(one);
    bytes += one.size;
    if (bytes < FETCH_BYTES) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}

/** The body that a line is of, and the number of the line in it. */
export function placeOf(placed: readonly Placed[], line: number): { id: bigint; line: number } {
  let low = 0;
  for (let high = placed.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if ((placed[middle] as Placed).first <= line) low = middle;
    else high = middle - 1;
  }
  const { id, first } = placed[low] as Placed;
  return { id, line: line - first + 1 };
}

/** Deletes the bodies, adds up what came of them, and notes it in the audit log once an hour. */
async function close(
  tx: PoolClient,
  name: string,
  source: KnownSource,
  now: Date,
  chosen: readonly Chosen[],
  placed: readonly Placed[],
  taken: Receipt,
): Promise<void> {
  const { rowCount } = await tx.query('DELETE FROM inbox WHERE id = ANY($1::bigint[])', [
    chosen.map(({ id }) => id),
  ]);
  const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
  const received = placed.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt.getTime()), 0);
  const figures: Figures = [rowCount ?? 0, bytes, taken.accepted, taken.duplicates, taken.rejected];
  const { rows } = await tx.query<{ audited_at: Date | null; audited: object | null; totals: object }>(
    `UPDATE source SET turn = NULL, turn_tries = 0, format = $2, bodies = bodies + $3, bytes = source.bytes + $4, accepted = accepted + $5,
            duplicates = duplicates + $6, rejected = rejected + $7, last_received_at = greatest(last_received_at, $8),
            last_taken_at = $9,
            newest_at = greatest(newest_at, (SELECT max(newest_at) FROM ingest_batch b WHERE b.source = $10 AND b.started_at = $9))
      WHERE name = $1
      RETURNING audited_at, audited,
                jsonb_build_object('bodies', bodies, 'accepted', accepted, 'duplicates', duplicates, 'rejected', rejected) AS totals`,
    [name, source.format.name, ...figures, new Date(received), now, `inbox:${name}`],
  );
  await addMinute(tx, name, now, figures);
  const state = rows[0];
  if (!state || (state.audited_at && now.getTime() - state.audited_at.getTime() < AUDIT_EVERY_MS)) return;
  await tx.query('UPDATE source SET audited_at = $2, audited = $3 WHERE name = $1', [
    name,
    now,
    JSON.stringify(state.totals),
  ]);
  await appendAudit(tx, { actor: INBOX, verb: 'inbox.take', at: now }, [
    {
      entity: 'source',
      entityId: name,
      before: state.audited as Record<string, unknown> | null,
      after: state.totals as Record<string, unknown>,
    },
  ]);
}

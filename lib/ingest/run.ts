import type { Pool, PoolClient } from 'pg';
import { sharedAnchors } from '@/lib/db/anchors';
import { transaction } from '@/lib/db/pool';
import { retentionFloor } from '@/lib/db/retention';
import type { Profile } from '@/lib/model/mapping';
import type { Receipt, Reject } from '@/lib/model/records';
import type { PromptRetention } from '@/lib/text/analyze';
import type { Batch, Rejected } from './batch';
import { type Bytes, plainBytes } from './bytes';
import { lineForm, MAX_ROW_BYTES } from './envelope';
import { type Block, LineBlocks, MAX_LINE_BYTES } from './lines';
import type { Parser } from './parser';
import { sourceOf } from './sources/index';
import { Store } from './store';

/** Rejects named one by one in a receipt; their number is always true. */
export const MAX_REJECTS = 1_000;

/** The first blocks are small, so that the database has work early; later ones large, so that rollups add up more. */
const FIRST_BLOCK = 1 << 20;
const LARGEST_BLOCK = 4 << 20;
const DAY_MICROS = 86_400_000_000;
const BLOCK_LINES = 32_768;
/** Lines that come slowly are not held back longer than this, in milliseconds. */
const PATIENCE = 2_000;
/** Nor, where they trickle without a pause, longer than this. */
const LONGEST_WAIT = 5_000;

export interface IngestOptions {
  /** Id of the row in `ingest_batch`. */
  id: string;
  /** Where the records come from, and who sends them, for that row. */
  source: string;
  actor: string;
  format: string;
  /** The mapping of rows of another system, where it is not the format's own. */
  profile?: Profile;
  /** The input consists of lines already, whatever the envelope of the format. */
  inLines?: boolean;
  retention: PromptRetention;
  now: Date;
  /** Most plain bytes taken; RetortError `too_large` beyond. */
  limit?: number;
  /** Writes what must be true together with the end of the ingest, in its last transaction. */
  closing?: (tx: PoolClient, receipt: Receipt) => Promise<void>;
  /** Keeps rejected rows elsewhere than in `ingest_reject`; in the transaction of the batches that held them. */
  onRejects?: (tx: PoolClient, rejects: readonly Rejected[]) => Promise<void>;
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  /** Bytes of the input as it lies on disk are not known here: these are plain bytes read. */
  bytes: number;
  accepted: number;
  duplicates: number;
  rejected: number;
}

/**
 * Reads records from a stream and writes them, some batches in one transaction with their rollups: what was
 * committed when the process dies stays exact, and reading the same again ends in the same state. Reading, parsing and
 * writing overlap; memory is bounded by a few blocks. Gives the receipt, which is also kept in `ingest_batch`.
 */
export async function ingest(
  input: AsyncIterable<Uint8Array>,
  pool: Pool,
  parser: Parser,
  options: IngestOptions,
): Promise<Receipt> {
  const started = performance.now();
  const receipt: Receipt = {
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    rejects: [],
    unknown_fields: 0,
    seconds: 0,
  };
  const progress: Progress = { bytes: 0, accepted: 0, duplicates: 0, rejected: 0 };
  await pool.query('INSERT INTO ingest_batch (id, source, actor, started_at) VALUES ($1, $2, $3, $4)', [
    options.id,
    options.source.slice(0, 400),
    options.actor,
    options.now,
  ]);
  const floor = await retentionFloor(pool);
  const bytes = await plainBytes(input, options.limit);
  const { envelope } = sourceOf(options.format);
  const longest = envelope === 'records' ? MAX_LINE_BYTES : MAX_ROW_BYTES;
  if (!options.inLines) bytes.chunks = lineForm(bytes.chunks, envelope);
  const lines = new LineBlocks({ bytes: FIRST_BLOCK, lines: BLOCK_LINES, line: longest });
  const parseOptions = {
    format: options.format,
    profile: options.profile,
    longest,
    retention: options.retention,
    now: options.now.getTime() * 1000,
    anchors: await sharedAnchors(pool),
    oldest: floor === null ? undefined : floor * DAY_MICROS,
    keeps: options.onRejects !== undefined,
  };
  const listed = (batches: readonly Batch[]): Reject[] =>
    batches
      .flatMap(({ rejects }) => rejects)
      .slice(0, Math.max(0, MAX_REJECTS - receipt.rejects.length))
      .map(({ line, code, message }) => ({ line, code, message }));
  const store = new Store(
    pool,
    parser,
    async (tx, batches, { accepted, duplicates }) => {
      const newest = Math.max(...batches.map((batch) => batch.newest).filter((at) => !Number.isNaN(at)));
      await tx.query(
        `UPDATE ingest_batch SET accepted = accepted + $2, duplicates = duplicates + $3, rejected = rejected + $4,
           unknown_fields = unknown_fields + $5, newest_at = greatest(newest_at, $6) WHERE id = $1`,
        [
          options.id,
          accepted,
          duplicates,
          sum(batches, ({ rejects }) => rejects.length),
          sum(batches, ({ unknownFields }) => unknownFields),
          Number.isFinite(newest) ? new Date(newest / 1000) : null,
        ],
      );
      const rejects = batches.flatMap((batch) => batch.rejects);
      if (rejects.length === 0) return;
      if (options.onRejects) await options.onRejects(tx, rejects);
      else await storeRejects(tx, options.id, listed(batches));
    },
    (batches, { accepted, duplicates }) => {
      receipt.rejects.push(...listed(batches));
      receipt.accepted += accepted;
      receipt.duplicates += duplicates;
      receipt.rejected += sum(batches, ({ rejects }) => rejects.length);
      receipt.unknown_fields += sum(batches, ({ unknownFields }) => unknownFields);
      options.onProgress?.(Object.assign(progress, receipt, { bytes: progress.bytes }));
    },
  );
  const take = async (batch: Batch | null): Promise<void> => {
    if (batch === null) await store.commit();
    else if (batch.exchanges > 0 || batch.others > 0 || batch.rejects.length > 0) await store.add(batch);
  };

  try {
    await overlap(
      blocksOf(
        bytes,
        lines,
        (size) => {
          progress.bytes += size;
        },
        () => store.nearEnd(),
      ),
      // Besides those being parsed one that waits for a thread, and one that is being written.
      parser.width + 2,
      async (block) => block && parser.parse(block, parseOptions),
      take,
    );
    await store.commit();
  } finally {
    await store.abandon();
  }
  if (bytes.cut) {
    const reject = { line: lines.line, ...bytes.cut };
    receipt.rejected++;
    if (receipt.rejects.length < MAX_REJECTS) receipt.rejects.push(reject);
  }
  receipt.seconds = Math.round(performance.now() - started) / 1000;
  await close(pool, options, receipt, bytes);
  return receipt;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

async function close(pool: Pool, options: IngestOptions, receipt: Receipt, { cut }: Bytes): Promise<void> {
  await transaction(async (tx) => {
    const last = receipt.rejects.at(-1);
    if (cut && last) await storeRejects(tx, options.id, [last]);
    await tx.query(
      `UPDATE ingest_batch SET rejected = $2, finished_at = started_at + make_interval(secs => $3) WHERE id = $1`,
      [options.id, receipt.rejected, receipt.seconds],
    );
    await options.closing?.(tx, receipt);
  }, pool);
}

async function storeRejects(tx: PoolClient, id: string, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  await tx.query(
    `INSERT INTO ingest_reject (batch_id, line, code, message)
     SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
    [
      id,
      rejects.map(({ line }) => line),
      rejects.map(({ code }) => code),
      rejects.map(({ message }) => message),
    ],
  );
}

/**
 * Cuts the stream into blocks that double in size. A slow stream is cut whenever it pauses, which null says, and when
 * its lines have waited for long.
 */
async function* blocksOf(
  bytes: Bytes,
  lines: LineBlocks,
  onBytes: (size: number) => void,
  onEnd: () => void,
): AsyncGenerator<Block | null, void, void> {
  const grow = (block: Block) => {
    lines.limits.bytes = Math.min(lines.limits.bytes * 2, LARGEST_BLOCK);
    return block;
  };
  const chunks = bytes.chunks[Symbol.asyncIterator]();
  let since = performance.now();
  try {
    for (;;) {
      const next = chunks.next();
      next.catch(() => {});
      const waited = await orPause(next, PATIENCE);
      if (waited === PAUSE) {
        const block = lines.flush();
        if (block) yield block;
        yield null;
        since = performance.now();
      }
      const { done, value } = await next;
      if (done) break;
      onBytes(value.length);
      for (const block of lines.push(value)) {
        yield grow(block);
        since = performance.now();
      }
      if (performance.now() - since > LONGEST_WAIT) {
        const block = lines.flush();
        if (block) yield block;
        since = performance.now();
      }
    }
    onEnd();
    const last = lines.end(bytes.cut !== null);
    if (last) yield last;
  } finally {
    await chunks.return?.();
  }
}

const PAUSE = Symbol('pause');

async function orPause<T>(next: Promise<T>, ms: number): Promise<T | typeof PAUSE> {
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<typeof PAUSE>((resolve) => {
    timer = setTimeout(resolve, ms, PAUSE);
  });
  try {
    return await Promise.race([next, pause]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Maps items with at most `ahead` of them under way, and takes the results one by one in the order of the items.
 * The first error stops the source and is thrown once nothing is under way any more.
 */
export async function overlap<A, B>(
  items: AsyncIterable<A>,
  ahead: number,
  map: (item: A) => Promise<B>,
  take: (result: B) => Promise<void>,
): Promise<void> {
  let room = ahead;
  let freed: () => void = () => {};
  let failed: { error: unknown } | null = null;
  let taken = Promise.resolve();
  const fail = (error: unknown) => {
    failed ??= { error };
  };
  try {
    for await (const item of items) {
      const mapped = map(item);
      mapped.catch(() => {});
      room--;
      taken = taken
        .then(async () => {
          if (!failed) await take(await mapped);
        })
        .catch(fail)
        .finally(() => {
          room++;
          freed();
        });
      while (room <= 0) {
        await new Promise<void>((resolve) => {
          freed = resolve;
        });
      }
      if (failed) break;
    }
  } catch (error) {
    fail(error);
  }
  await taken;
  if (failed) throw (failed as { error: unknown }).error;
}

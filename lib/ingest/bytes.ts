import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RetortError } from '@/lib/model/errors';

const CHUNK = 1 << 20;

/** How an input ended early: what came before is kept. */
export interface Cut {
  code: 'truncated' | 'encoding';
  message: string;
}

export interface Bytes {
  chunks: AsyncIterable<Uint8Array>;
  /** Set once `chunks` has ended before the input was whole. */
  cut: Cut | null;
}

/** A file to read, or standard input for `-`. RetortError `not_found` or `invalid` when it cannot be opened. */
export async function openInput(
  path: string,
): Promise<{ input: AsyncIterable<Uint8Array>; size: number; read: () => number }> {
  if (path === '-') return { input: process.stdin, size: 0, read: () => 0 };
  try {
    const file = await open(path);
    const stat = await file.stat();
    if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    const input = file.createReadStream({ highWaterMark: CHUNK });
    return { input, size: stat.size, read: () => input.bytesRead };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new RetortError('not_found', `${plain(path)}: ${REASONS[code] ?? `cannot be read (${code})`}.`);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a folder, not a file',
};

function plain(path: string): string {
  return path.replace(/\p{Cc}|\p{Cf}/gu, '�');
}

/**
 * The plain bytes of a stream that may be gzip (told by its first two bytes, several members allowed), with
 * back-pressure. A gzip that ends early or is damaged ends `chunks` without an error and sets `cut`.
 * `limit` bounds the plain bytes: RetortError `too_large` beyond it.
 */
export async function plainBytes(
  input: AsyncIterable<Uint8Array>,
  limit = Number.POSITIVE_INFINITY,
): Promise<Bytes> {
  const iterator = input[Symbol.asyncIterator]();
  const head = await firstBytes(iterator);
  const gzip = head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
  const whole = rest(head, iterator);
  const bytes: Bytes = { chunks: gzip ? gunzip(whole) : whole, cut: null };
  bytes.chunks = bounded(bytes.chunks, limit);
  return bytes;

  async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const gunzip = createGunzip({ chunkSize: 256 * 1024 });
    // The error reaches the loop below; the callback only keeps pipeline from throwing it a second time.
    pipeline(packed, gunzip, () => {});
    try {
      for await (const chunk of gunzip) yield chunk as Uint8Array;
    } catch (error) {
      bytes.cut = cutOf(error);
    }
  }
}

function cutOf(error: unknown): Cut {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'Z_BUF_ERROR') {
    return { code: 'truncated', message: 'The gzip data end in the middle; the lines before were read.' };
  }
  if (code === 'Z_DATA_ERROR') {
    return {
      code: 'truncated',
      message: 'The gzip data are damaged from here on; the lines before were read.',
    };
  }
  throw error;
}

async function firstBytes(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array();
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

async function* rest(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function* bounded(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit)
      throw new RetortError('too_large', `The records are larger than ${limit} bytes.`, { limit });
    yield chunk;
  }
}

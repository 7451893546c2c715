import { Readable, Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { openParser, type Parser } from '@/lib/ingest/parser';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { Receipt } from '@/lib/model/records';
import { acceptRecords } from './accept';

/** Largest body, as it comes over the wire. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** Largest body once unpacked: gzip shrinks records about tenfold, and a bomb a thousandfold. */
export const MAX_PLAIN_BYTES = 512 * 1024 * 1024;
/** Bodies taken in at once by one process; each holds a few blocks in memory. */
const MOST_AT_ONCE = 4;

const HELD = Symbol.for('retort.ingest');
const held = globalThis as { [HELD]?: { parser: Parser; running: number } };

/**
 * `POST /api/v1/ingest`: takes the records in the body of a request and gives the receipt. Parsing runs in threads that
 * all requests share, so that others are answered meanwhile. A body that breaks off leaves whole batches or nothing.
 * Errors: RetortError `forbidden`, `unsupported` (content encoding), `too_large`, `malformed` (a body that broke off),
 * `busy`.
 */
export async function ingestRequest(request: Request, actor: Actor): Promise<Receipt> {
  // Before a byte of the body is read.
  if (!may(actor, 'ingest')) {
    throw new RetortError('forbidden', 'This needs the right "ingest", which you do not have.', {
      right: 'ingest',
    });
  }
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new RetortError('unsupported', 'Content-Encoding must be gzip or left out.', {
      accepted: ['gzip'],
    });
  }
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (length > MAX_BODY_BYTES) throw tooLarge();
  held[HELD] ??= { parser: openParser(), running: 0 };
  const shared = held[HELD];
  if (shared.running >= MOST_AT_ONCE) {
    throw new RetortError('busy', 'Too many bodies are being taken in: send this one again later.', {
      retry_after: 2,
    });
  }
  shared.running++;
  try {
    const input = request.body
      ? Readable.fromWeb(request.body as ReadableStream).compose(whole(length))
      : Readable.from([]);
    return await acceptRecords(
      { input: Readable.from(input), source: 'api', limit: MAX_PLAIN_BYTES },
      { actor, parser: shared.parser },
    );
  } finally {
    shared.running--;
  }
}

/** Lets a body pass that is no larger than permitted and no shorter than announced. */
function whole(length: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) done(tooLarge());
      else done(null, chunk);
    },
    flush(done) {
      done(
        size < length ? new RetortError('malformed', 'The body ended before its announced length.') : null,
      );
    },
  });
}

function tooLarge(): RetortError {
  return new RetortError('too_large', 'The body is larger than 32 MiB: send the records in several.', {
    limit: MAX_BODY_BYTES,
  });
}

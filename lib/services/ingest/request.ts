import { openParser, type Parser } from '@/lib/ingest/parser';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { Receipt } from '@/lib/model/records';
import { acceptRecords } from './accept';

/**
 * Largest body as it comes over the wire, and once unpacked: gzip shrinks records about tenfold, a bomb a thousandfold.
 */
const LIMITS = { wire: 32 * 1024 * 1024, plain: 512 * 1024 * 1024 };
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
export async function ingestRequest(request: Request, actor: Actor, limits = LIMITS): Promise<Receipt> {
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
  if (length > limits.wire) throw tooLarge(limits.wire);
  held[HELD] ??= { parser: openParser(), running: 0 };
  const shared = held[HELD];
  if (shared.running >= MOST_AT_ONCE) {
    throw new RetortError('busy', 'Too many bodies are being taken in: send this one again later.', {
      retry_after: 2,
    });
  }
  shared.running++;
  try {
    return await acceptRecords(
      { input: whole(request.body, length, limits.wire), source: 'api', limit: limits.plain },
      { actor, parser: shared.parser },
    );
  } finally {
    shared.running--;
  }
}

/** The chunks of a body that is no larger than permitted and no shorter than announced (NaN: not announced). */
async function* whole(body: ReadableStream<Uint8Array> | null, length: number, limit: number) {
  let size = 0;
  const reader = body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      size += next.value.length;
      if (size > limit) throw tooLarge(limit);
      yield next.value;
    }
  } finally {
    await reader?.cancel().catch(() => {});
  }
  if (size < length) throw new RetortError('malformed', 'The body ended before its announced length.');
}

function tooLarge(limit: number): RetortError {
  return new RetortError(
    'too_large',
    `The body is larger than ${limit} bytes: send the records in several.`,
    { limit },
  );
}

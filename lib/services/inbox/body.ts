import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { Admission, type AdmissionLimits } from '@/lib/services/overload/admission';
import { figures } from '@/lib/watch/metrics';

/** Largest body as it comes over the wire. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** What is smaller needs no place: of these a thousand a second come and go. */
const SMALL = 64 * 1024;
/** A body is held in memory, and once more on its way to the database. */
const ADMISSION: AdmissionLimits = { bodies: 64, bytes: 64 * 1024 * 1024, waiting: 64, patience: 10_000 };
/** How many times larger gzip is reckoned to become. */
const UNPACKED = 8;

const HELD = Symbol.for('retort.bodies');
const held = globalThis as { [HELD]?: Admission };

export interface BodyOptions {
  limit?: number;
  /** Whether `work` unpacks it. */
  unpacked?: boolean;
  gate?: Admission;
}

/**
 * Reads a body and does `work` with it, as one of those that have room in memory: large ones wait for a place by turns between senders
 * before they are read. Errors: those of {@link readBody}, RetortError `busy`, and of `work`.
 */
export async function withBody<T>(
  request: Request,
  actor: Actor,
  work: (body: Buffer) => Promise<T>,
  { limit = MAX_BODY_BYTES, unpacked = false, gate }: BodyOptions = {},
): Promise<T> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (length > limit) throw tooLarge(limit);
  // What was not announced may be as large as is permitted.
  const announced = Number.isNaN(length) ? limit : length;
  const bytes = unpacked && request.headers.has('content-encoding') ? announced * UNPACKED : announced;
  if (bytes <= SMALL) return work(await readBody(request, limit));
  held[HELD] ??= new Admission(ADMISSION);
  const leave = await (gate ?? held[HELD])
    .enter(actor.kind === 'system' ? 'system' : actor.id, bytes, request.signal)
    .catch((refused) => {
      figures.count('retort_ingest_turned_away_total');
      throw refused;
    });
  try {
    return await work(await readBody(request, limit));
  } finally {
    leave();
  }
}

/**
 * The bytes of a body, gzip as it came. RetortError `unsupported` for another content encoding, `too_large`, `malformed` for a body that is
 * empty or breaks off.
 */
export async function readBody(request: Request, limit = MAX_BODY_BYTES): Promise<Buffer> {
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip' && encoding !== '') {
    throw new RetortError('unsupported', 'Content-Encoding must be gzip or left out.', {
      accepted: ['gzip'],
    });
  }
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (length > limit) throw tooLarge(limit);
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      size += next.value.length;
      if (size > limit) throw tooLarge(limit);
      parts.push(next.value);
    }
  } catch (error) {
    if (error instanceof RetortError) {
      await reader?.cancel().catch(() => {});
      throw error;
    }
    throw new RetortError('malformed', 'The body broke off.');
  }
  if (size < length) throw new RetortError('malformed', 'The body ended before its announced length.');
  if (size === 0) throw new RetortError('malformed', 'The body is empty.');
  return Buffer.concat(parts, size);
}

function tooLarge(limit: number): RetortError {
  return new RetortError('too_large', `The body is larger than ${limit} bytes: send it in several.`, {
    limit,
  });
}

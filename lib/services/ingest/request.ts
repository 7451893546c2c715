import { availableParallelism } from 'node:os';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { Receipt } from '@/lib/model/records';
import { Admission, type AdmissionLimits } from '@/lib/services/overload/admission';
import { figures } from '@/lib/watch/metrics';
import { IntakeThread } from './apart';

/**
 * Largest body as it comes over the wire, and once unpacked: gzip shrinks records about tenfold, a bomb a thousandfold.
 */
const LIMITS = { wire: 32 * 1024 * 1024, plain: 512 * 1024 * 1024 };
/**
 * Bodies taken in at once by one process: as many as there are processors, because more would only take them from whoever reads. Each
 * holds a few blocks in memory. Others wait, longer than one body usually takes, before they are turned away.
 */
const ADMISSION: AdmissionLimits = {
  bodies: Math.min(8, Math.max(2, availableParallelism())),
  bytes: 96 * 1024 * 1024,
  waiting: 16,
  patience: 10_000,
};

const HELD = Symbol.for('retort.ingest');
interface Shared {
  thread: IntakeThread;
  admission: Admission;
}
const held = globalThis as { [HELD]?: Shared };

/**
 * `POST /api/v1/ingest`: takes the records in the body of a request and gives the receipt. All work is done in
 * threads, so that others are answered meanwhile. A body that breaks off leaves whole batches or nothing.
 * Errors: RetortError `forbidden`, `unsupported` (content encoding), `too_large`, `malformed` (a body that broke off),
 * `busy`.
 */
export async function ingestRequest(
  request: Request,
  actor: Actor,
  limits = LIMITS,
  admission?: Admission,
): Promise<Receipt> {
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
  held[HELD] ??= { thread: new IntakeThread(), admission: new Admission(ADMISSION) };
  const { thread, admission: own } = held[HELD];
  const gate = admission ?? own;
  // What was not announced may be as large as is permitted.
  const bytes = Number.isNaN(length) ? limits.wire : length;
  const leave = await gate
    .enter(actor.kind === 'system' ? 'system' : actor.id, bytes, request.signal)
    .catch((refused) => {
      figures.count('retort_ingest_turned_away_total');
      throw refused;
    });
  try {
    tellOfGate(gate);
    return await thread.accept(
      { input: whole(request.body, length, limits.wire), source: 'api', limit: limits.plain, keeps: true },
      actor,
    );
  } finally {
    leave();
    tellOfGate(gate);
  }
}

function tellOfGate({ state }: Admission): void {
  figures.set('retort_ingest_bodies', ['inside'], state.inside);
  figures.set('retort_ingest_bodies', ['waiting'], state.waiting);
  figures.set('retort_ingest_body_bytes', [], state.bytes);
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

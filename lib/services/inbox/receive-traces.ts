import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readTraces, type TracesRead } from '@/lib/ingest/otlp/read';
import { openParser, type Parser } from '@/lib/ingest/parser';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { getBacklog } from './backlog';
import { withBody } from './body';
import { putBody } from './put';
import { authorizeSource } from './receive';
import { type KnownSource, recentSource } from './source';

/** A body of traces as it comes, and unpacked. */
const WIRE_LIMIT = 16 * 1024 * 1024;
const PLAIN_LIMIT = 64 * 1024 * 1024;
/** Larger ones are read in a thread, so that others are answered meanwhile. */
const INLINE = 256 * 1024;

const unpack = promisify(gunzip);

const HELD = Symbol.for('retort.traces');
const held = globalThis as { [HELD]?: Parser };

/** The source that traces come as. */
const OTEL = 'otel';

/**
 * `POST /v1/traces` in JSON or protobuf: reads the request, keeps its requests to models and answers once they are durable. Spans that are
 * refused count in the answer; their rows are kept as rejects.
 * Errors: RetortError `forbidden`, `unsupported`, `too_large`, `malformed`, `busy`; those of the database.
 */
export async function receiveTraces(
  request: Request,
  actor: Actor,
  json: boolean,
  now: () => Date = () => new Date(),
): Promise<Pick<TracesRead, 'rejected' | 'message' | 'spans'>> {
  const name = actor.kind === 'key' && actor.source ? actor.source : OTEL;
  authorizeSource(actor, name);
  const source = await recentSource(name);
  if (source.format.envelope !== 'otlp')
    throw new RetortError('forbidden', `This key sends as ${name}, which are no traces.`, { source: name });
  return withBody(request, actor, (body) => keep(body, json, source, actor, now), {
    limit: WIRE_LIMIT,
    unpacked: true,
  });
}

async function keep(
  body: Buffer,
  json: boolean,
  source: KnownSource,
  actor: Actor,
  now: () => Date,
): Promise<Pick<TracesRead, 'rejected' | 'message' | 'spans'>> {
  const plain = body[0] === 0x1f && body[1] === 0x8b ? await unpacked(body) : body;
  const micros = now().getTime() * 1000;
  const read =
    plain.length <= INLINE
      ? readTraces(plain, json, micros, source.profile)
      : await inThread(plain, json, micros, source.profile);
  if ('malformed' in read)
    throw new RetortError('malformed', `The body is no ExportTraceServiceRequest: ${read.malformed}`);
  const { spans, rejected, message, lines } = read;
  if (spans > 0) {
    await getBacklog().admit(lines.length);
    await putBody({ source: source.name, actor: describeActor(actor).name, form: 'lines', body: lines });
  }
  return { spans, rejected, message };
}

function inThread(...[plain, json, now, profile]: Parameters<typeof readTraces>) {
  held[HELD] ??= openParser({ givesWay: true });
  return held[HELD].traces(plain, json, now, profile);
}

async function unpacked(body: Buffer): Promise<Buffer> {
  try {
    return await unpack(body, { maxOutputLength: PLAIN_LIMIT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new RetortError('too_large', `The body is larger than ${PLAIN_LIMIT} bytes unpacked.`, {
        limit: PLAIN_LIMIT,
      });
    throw new RetortError('malformed', 'The body is no gzip.');
  }
}

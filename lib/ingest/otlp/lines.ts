import { jsonLines } from '@/lib/ingest/json-lines';
import { RetortError } from '@/lib/model/errors';
import { spansOfProtobuf } from './protobuf';
import type { SpanRow } from './span';
import { WireError } from './wire';

const FIELD_1 = 0x0a;
/** Protobuf is read whole. */
const MOST_PROTOBUF = 256 * 1024 * 1024;

/** Spans as lines of JSON. */
export function linesOfSpans(rows: readonly SpanRow[]): Buffer {
  return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/**
 * OTLP traces as lines: JSON as it stands; protobuf (one request, or a file of the Collector with the size of each request before it) as its
 * spans. RetortError `malformed` for what is neither.
 */
export async function* otlpLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const whole = async function* () {
    try {
      yield first.value;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  const [byte] = first.value;
  if (byte !== FIELD_1 && byte !== 0) {
    yield* jsonLines(whole());
    return;
  }
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of whole()) {
    held.push(chunk.slice());
    size += chunk.length;
    if (size > MOST_PROTOBUF)
      throw new RetortError('too_large', 'Protobuf of more than 256 MiB is not read at once: write JSON.');
  }
  const bytes = Buffer.concat(held);
  // JSON may begin with an empty line, which looks as the first field does.
  if (byte === FIELD_1 && /^\s*[[{]\s*["\]}]/.test(bytes.toString('latin1', 0, 200))) {
    yield* jsonLines([bytes] as unknown as AsyncIterable<Uint8Array>);
    return;
  }
  try {
    if (byte === FIELD_1) yield linesOfSpans(spansOfProtobuf(bytes));
    else for (const message of sized(bytes)) yield linesOfSpans(spansOfProtobuf(message));
  } catch (error) {
    if (error instanceof WireError)
      throw new RetortError('malformed', `These are no OTLP traces: ${error.message}`);
    throw error;
  }
}

/** Messages with their size in four bytes before each. */
function* sized(bytes: Buffer): Generator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) throw new WireError('The last size is not whole.');
    const size = bytes.readUInt32BE(at);
    if (at + 4 + size > bytes.length) throw new WireError('The last message is not whole.');
    yield bytes.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
}

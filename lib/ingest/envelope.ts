import { csvLines } from './csv';
import { jsonLines } from './json-lines';
import { otlpLines } from './otlp/lines';
import type { Source } from './sources/source';

/** Longest line of a source that writes several rows, or long conversations, in one. */
export const MAX_ROW_BYTES = 32 * 1024 * 1024;

/**
 * The bytes of a source as lines of which each is one JSON value, whatever its envelope: lines as they are, one list, one object
 * however it is laid out, values one after another, CSV, OTLP in JSON or protobuf. Told by the bytes alone, since senders often
 * say another type. Memory stays at what one row takes.
 */
export async function* lineForm(
  chunks: AsyncIterable<Uint8Array>,
  envelope: Source['envelope'],
): AsyncGenerator<Uint8Array, void, void> {
  if (envelope === 'records') yield* chunks;
  else if (envelope === 'csv') yield* csvLines(chunks);
  else if (envelope === 'otlp') yield* otlpLines(chunks);
  else if (envelope === 'table') yield* tableLines(chunks);
  else yield* jsonLines(chunks);
}

/** CSV, unless the first sign that is not blank begins an object or a list. */
async function* tableLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const iterator = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const { done, value } = await iterator.next();
    if (done) break;
    head.push(value);
    first = value.find((byte) => !BLANK.has(byte));
  }
  const whole = (async function* () {
    yield* head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  })();
  yield* first === 0x7b || first === 0x5b ? jsonLines(whole) : csvLines(whole);
}

/** White space, and the byte order mark. */
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

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
  else yield* jsonLines(chunks);
}

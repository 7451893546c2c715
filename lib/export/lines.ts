/**
 * Text or bytes as they are made, for the body of an answer: the next piece is asked for only when the reader has room, and making
 * stops when the reader goes away.
 */
export function streamOf(pieces: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const from = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await from.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
    async cancel() {
      await from.return?.();
    },
  });
}

/** The answer that a browser saves as a file under `name`, which must be plain: letters, digits, dots and hyphens. */
export function fileAnswer(pieces: AsyncIterable<string>, name: string, type: string): Response {
  return new Response(streamOf(pieces), {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}

/** As {@link fileAnswer}, for bytes of a known number. `type` is said as it is. */
export function bytesAnswer(
  pieces: AsyncIterable<Uint8Array>,
  { name, type, size }: { name: string; type: string; size: number },
): Response {
  return new Response(streamOf(pieces), {
    headers: {
      'content-type': type,
      'content-length': String(size),
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}

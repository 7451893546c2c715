import { RetortError } from '@/lib/model/errors';

/** Largest body as it comes over the wire. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

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

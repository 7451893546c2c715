import { RetortError } from '@/lib/model/errors';

/** Largest JSON body a request may carry, in bytes. Ingest streams its body and has its own limit. */
export const MAX_JSON_BYTES = 256 * 1024;

/**
 * The JSON object in the body of a request. RetortError `too_large` beyond `limit` bytes (counted while reading,
 * whatever Content-Length says), `malformed` when it is not JSON in UTF-8 or not an object.
 */
export async function readJson(request: Request, limit = MAX_JSON_BYTES): Promise<Record<string, unknown>> {
  const bytes = await readBounded(request, limit);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RetortError('malformed', 'The body is not valid JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new RetortError('malformed', 'The body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

async function readBounded(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new RetortError('too_large', `The body is larger than ${limit} bytes.`, { limit });
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      throw tooLarge();
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}

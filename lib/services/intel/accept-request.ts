import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { IntelDelivery } from '@/lib/model/intel';
import { MOST_BUNDLE_BYTES } from '@/lib/model/intel-words';
import { acceptIntel } from './accept';

/**
 * `POST /api/v1/intel/bundles?source=NAME`: keeps the STIX bundle in the body of a request, to be read by the worker. Nothing is read of the
 * body for whoever may not, nor beyond the limit. RetortError `forbidden`, `unsupported`, `too_large`, and those of {@link acceptIntel}.
 */
export async function acceptRequest(
  request: Request,
  search: Record<string, string | string[]>,
  actor: Actor,
): Promise<IntelDelivery> {
  if (!may(actor, 'intel.upload'))
    throw new RetortError('forbidden', 'This needs the right "intel.upload", which you do not have.', {
      right: 'intel.upload',
    });
  if ((request.headers.get('content-encoding') ?? 'identity') !== 'identity')
    throw new RetortError('unsupported', 'A bundle is sent as it is: leave Content-Encoding out.');
  const tooLarge = () =>
    new RetortError('too_large', `The bundle is larger than ${MOST_BUNDLE_BYTES} bytes.`, {
      limit: MOST_BUNDLE_BYTES,
    });
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BUNDLE_BYTES) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > MOST_BUNDLE_BYTES) {
      await reader.cancel().catch(() => {});
      throw tooLarge();
    }
    parts.push(value);
  }
  const { source } = search;
  return acceptIntel({ source: source as string, bytes: Buffer.concat(parts), way: 'upload' }, { actor });
}

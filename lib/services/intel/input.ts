import { z } from 'zod';
import { refuseUrl, targetPolicy } from '@/lib/enforce/target';
import { storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { CONFIDENCE_CAP, INTEL_AUTHS, type IntelKind, POLL_MINUTES } from '@/lib/model/intel-words';

export const sourceName = storableText.trim().min(1).max(80);

/** How a source is set; {@link requireSource} holds it to its kind. */
export const sourceFields = z.object({
  url: storableText.trim().max(2_000).nullable().default(null),
  collection: storableText.trim().max(200).nullable().default(null),
  auth: z.enum(INTEL_AUTHS).default('none'),
  username: storableText.max(200).nullable().default(null),
  secret: storableText.min(1).max(2_000).optional().meta({
    description: 'bearer: the token; basic: the password. Kept sealed, and never shown.',
  }),
  every_minutes: z.number().int().min(POLL_MINUTES.least).max(POLL_MINUTES.most).nullable().default(null),
  confidence_cap: z.number().int().min(0).max(100).default(CONFIDENCE_CAP.usual),
});

export type SourceFields = z.output<typeof sourceFields>;

/** RetortError `invalid` when the fields do not make a source of this kind, or its address may not be called. */
export function requireSource(kind: IntelKind, fields: SourceFields, secretStands: boolean): void {
  const { url, collection, auth, username, secret, every_minutes } = fields;
  if (kind === 'upload') {
    if (url !== null) refuse('url', 'Bundles that are handed in come from no address.');
    if (collection !== null) refuse('collection', 'Bundles that are handed in are in no collection.');
    if (auth !== 'none' || username !== null || secret !== undefined)
      refuse('auth', 'Nobody signs in for bundles that are handed in.');
    if (every_minutes !== null) refuse('every_minutes', 'Nothing is polled.');
    return;
  }
  if (url === null || url === '') refuse('url', 'Say where the API root is.');
  const refusal = refuseUrl(url, targetPolicy());
  if (refusal) refuse('url', refusal);
  if (new URL(url).search || new URL(url).hash)
    refuse('url', 'An API root has neither a query nor a fragment.');
  if (!collection || !/^[\w.~-]{1,200}$/.test(collection))
    refuse('collection', 'Give the id of the collection.');
  if (auth === 'none' && secret !== undefined) refuse('secret', 'Say how one signs in with it.');
  if (auth !== 'none' && secret === undefined && !secretStands) refuse('secret', 'Give the secret.');
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret))
    refuse('secret', 'A secret has no spaces and no other than plain characters.');
  if ((auth === 'basic') !== (username !== null && username !== ''))
    refuse('username', auth === 'basic' ? 'Give the user name.' : 'Only basic has a user name.');
  if (username?.includes(':')) refuse('username', 'A user name has no colon.');
}

export function refuse(path: string, message: string): never {
  throw new RetortError('invalid', `${path}: ${message}`, { issues: [{ path, message }] });
}

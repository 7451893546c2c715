import { z } from 'zod';
import { refuseUrl, targetPolicy } from '@/lib/enforce/target';
import { storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { KEY_FROM, MOST_PER_SECOND, type TargetKind } from '@/lib/model/target';

const SHORTEST_SECRET = 16;

/** What can be said of a target of any kind; {@link requireFit} holds it to its kind. */
export const targetFields = z.object({
  name: storableText.trim().min(1).max(80),
  url: storableText.max(2_000).nullable().default(null),
  secret: storableText.max(500).optional().meta({
    description: 'webhook: at least 16 characters, made when missing; litellm: the administrator key.',
  }),
  key_from: z.enum(KEY_FROM).nullable().default(null),
  test: z.boolean().default(false),
  per_second: z.number().int().min(1).max(MOST_PER_SECOND).nullable().default(null),
});

export type TargetFields = z.output<typeof targetFields>;

/** RetortError `invalid` when the fields do not make a target of this kind, or its address may not be used. */
export function requireFit(kind: TargetKind, fields: TargetFields, secretStands: boolean): void {
  const { url, secret, key_from } = fields;
  if (kind === 'pull') {
    if (url !== null) refuse('url', 'A pull target has no address: its receiver comes by itself.');
    if (secret !== undefined) refuse('secret', 'A pull target has no secret: its receiver has an API key.');
  } else {
    if (url === null) refuse('url', 'Say where orders go.');
    const refusal = refuseUrl(url, targetPolicy());
    if (refusal) refuse('url', refusal);
  }
  if (kind === 'webhook' && secret !== undefined && secret.length < SHORTEST_SECRET)
    refuse('secret', `Use at least ${SHORTEST_SECRET} characters.`);
  if (kind === 'litellm') {
    if (!secret && !secretStands) refuse('secret', "Give the proxy's administrator key.");
    if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret))
      refuse('secret', 'A key has no spaces and no other than plain characters.');
    if (key_from === null) refuse('key_from', "Say what an account's id is there.");
  } else if (key_from !== null) refuse('key_from', 'Only a LiteLLM target has keys.');
}

function refuse(path: string, message: string): never {
  throw new RetortError('invalid', `${path}: ${message}`, { issues: [{ path, message }] });
}

import { z } from 'zod';
import { KEY_SCOPES } from '@/lib/model/access';
import { storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { readSource } from '@/lib/services/inbox/source';
import { defineVerb } from '@/lib/services/verb';
import { insertKey } from './insert';

/** Makes an API key. The answer holds its secret, 256 random bits, which is kept nowhere. */
export const addKey = defineVerb({
  name: 'key.add',
  right: 'key.manage',
  fresh: true,
  input: z.object({
    name: storableText.trim().min(1).max(100),
    scopes: z
      .array(z.enum(KEY_SCOPES))
      .min(1, 'Name at least one scope.')
      .transform((scopes) => KEY_SCOPES.filter((scope) => scopes.includes(scope))),
    expires_at: z.iso
      .datetime({ offset: true })
      .nullish()
      .meta({ description: 'The key stops working then.' }),
    source: z
      .string()
      .max(64)
      .nullish()
      .transform((name) => name ?? null)
      .meta({ description: 'For ingest: the only source that the key may send as.' }),
  }),
  async run({ name, scopes, expires_at, source }, { tx, actor, now, newId, audit }) {
    const expires = expires_at ? new Date(expires_at) : null;
    if (expires && expires <= now) throw new RetortError('invalid', 'expires_at: this is in the past.');
    if (source !== null) {
      if (!scopes.includes('ingest'))
        throw new RetortError('invalid', 'source: only a key with the scope ingest sends as a source.');
      await readSource(source, tx);
    }
    const by = describeActor(actor).name;
    const { id, key, prefix } = await insertKey(tx, { id: newId(), name, scopes, expires, source, by, now });
    const expiry = expires?.toISOString() ?? null;
    const after = { name, prefix, scopes, expires_at: expiry, ...(source === null ? {} : { source }) };
    audit({ entity: 'key', entityId: id, before: null, after });
    return { id, key, name, prefix, scopes, expires_at: expiry, source };
  },
});

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SCOPES } from '@/lib/model/access';
import { storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { hashSecret, KEY_PREFIX } from './authenticate';

/** Characters of the secret that stay visible in lists, so that people can tell keys apart. */
const VISIBLE = KEY_PREFIX.length + 6;

/** Makes an API key. The answer holds its secret, 256 random bits, which is kept nowhere. */
export const addKey = defineVerb({
  name: 'key.add',
  right: 'key.manage',
  fresh: true,
  input: z.object({
    name: storableText.trim().min(1).max(100),
    scopes: z
      .array(z.enum(SCOPES))
      .min(1, 'Name at least one scope.')
      .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
    expires_at: z.iso
      .datetime({ offset: true })
      .nullish()
      .meta({ description: 'The key stops working then.' }),
  }),
  async run({ name, scopes, expires_at }, { tx, actor, now, newId, audit }) {
    const expires = expires_at ? new Date(expires_at) : null;
    if (expires && expires <= now) throw new RetortError('invalid', 'expires_at: this is in the past.');
    const id = newId();
    const key = KEY_PREFIX + randomBytes(32).toString('base64url');
    const prefix = key.slice(0, VISIBLE);
    await tx.query(
      `INSERT INTO api_key (id, name, hash, prefix, scopes, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, name, hashSecret(key), prefix, scopes, describeActor(actor).name, now, expires],
    );
    const expiry = expires?.toISOString() ?? null;
    audit({ entity: 'key', entityId: id, before: null, after: { name, prefix, scopes, expires_at: expiry } });
    return { id, key, name, prefix, scopes, expires_at: expiry };
  },
});

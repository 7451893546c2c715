import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/** Ends an API key for good, from its next request on. */
export const revokeKey = defineVerb({
  name: 'key.revoke',
  right: 'key.manage',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, audit }) {
    const { rows } = await tx.query<{ name: string; revoked_at: Date | null }>(
      'SELECT name, revoked_at FROM api_key WHERE id = $1 FOR UPDATE',
      [id],
    );
    const key = rows[0];
    if (!key) throw new RetortError('not_found', `There is no key ${id}.`, { entity: 'key', id });
    if (key.revoked_at) throw new RetortError('precondition', `The key "${key.name}" is revoked already.`);
    await tx.query('UPDATE api_key SET revoked_at = $2, version = version + 1 WHERE id = $1', [id, now]);
    audit({
      entity: 'key',
      entityId: id,
      before: { revoked: false },
      after: { revoked: true, name: key.name },
    });
    return { id, name: key.name, revoked_at: now.toISOString() };
  },
});

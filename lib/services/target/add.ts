import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { seal } from '@/lib/enforce/seal';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { TARGET_KINDS } from '@/lib/model/target';
import { askToDrain } from '@/lib/services/order/enqueue';
import { giveWaiting } from '@/lib/services/order/give-waiting';
import { defineVerb } from '@/lib/services/verb';
import { requireFit, targetFields } from './input';
import { type TargetOut, type TargetRow, targetFacts, targetView } from './row';

export interface TargetAdded extends TargetOut {
  /** The secret, when it was generated now: shown once. */
  secret?: string;
}

/** Adds a system that orders go to. Orders that waited for one go to it at once, unless it is in test mode. */
export const addTarget = defineVerb({
  name: 'target.add',
  right: 'target.manage',
  fresh: true,
  input: targetFields.extend({
    kind: z.enum(TARGET_KINDS),
    id: entityId.optional().meta({ description: 'An id of your own; one is made when it is missing.' }),
  }),
  async run({ id: given, kind, ...fields }, { tx, now, newId, audit }): Promise<TargetAdded> {
    requireFit(kind, fields, false);
    await requireFreeName(tx, fields.name, null);
    const id = given ?? newId();
    const generated =
      kind === 'webhook' && fields.secret === undefined ? randomBytes(32).toString('base64url') : undefined;
    const secret = fields.secret ?? generated;
    const { rows } = await tx.query<TargetRow>(
      `INSERT INTO target (id, kind, name, url, secret, key_from, test, per_second, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING *`,
      [
        id,
        kind,
        fields.name,
        fields.url,
        secret === undefined ? null : seal(secret, id),
        fields.key_from,
        fields.test,
        fields.per_second,
        now,
      ],
    );
    const row = rows[0];
    if (!row) throw new RetortError('precondition', `There has been a target ${id} already.`, { id });
    const given_orders = row.test ? 0 : await giveWaiting(tx, [id]);
    await askToDrain(tx, [id]);
    audit({ entity: 'target', entityId: id, after: { ...targetFacts(row), given_orders } });
    return { ...targetView(row), ...(generated === undefined ? {} : { secret: generated }) };
  },
});

/** RetortError `precondition` when another target that stands has the name. */
export async function requireFreeName(tx: PoolClient, name: string, id: string | null): Promise<void> {
  const { rowCount } = await tx.query(
    'SELECT 1 FROM target WHERE lower(name) = lower($1) AND removed_at IS NULL AND id IS DISTINCT FROM $2',
    [name, id],
  );
  if (rowCount) throw new RetortError('precondition', `There is a target named ${name} already.`, { name });
}

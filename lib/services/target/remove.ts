import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { askToDrain } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';
import { lockTarget } from './lock';
import { targetFacts } from './row';

/**
 * Takes a target away, with its secret. What it was sent stays on record; what still waits for it is dropped by the worker, and an
 * order that has no other target waits for one again.
 */
export const removeTarget = defineVerb({
  name: 'target.remove',
  right: 'target.manage',
  fresh: true,
  input: z.object({ id: entityId, version: seenVersion }),
  async run({ id, version }, { tx, now, audit }) {
    const before = await lockTarget(tx, { id, seen: version, now });
    await tx.query('UPDATE target SET removed_at = $2, secret = NULL, version = version + 1 WHERE id = $1', [
      id,
      now,
    ]);
    await askToDrain(tx, [id]);
    audit({ entity: 'target', entityId: id, before: targetFacts(before), after: { removed: true } });
    return { id, removed_at: now.toISOString() };
  },
});

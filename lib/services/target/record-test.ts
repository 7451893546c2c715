import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { defineVerb } from '@/lib/services/verb';
import { noTarget } from './lock';

/** Keeps what came of trying a target. For the worker. */
export const recordTargetTest = defineVerb({
  name: 'target.record_test',
  right: 'order.settle',
  input: z.object({ id: entityId, ok: z.boolean(), said: z.string().max(500) }),
  async run({ id, ok, said }, { tx, now, audit }) {
    const { rowCount } = await tx.query(
      'UPDATE target SET tested_at = $2, test_ok = $3, test_said = $4 WHERE id = $1 AND removed_at IS NULL',
      [id, now, ok, said],
    );
    if (!rowCount) throw noTarget(id);
    audit({ entity: 'target', entityId: id, after: { test_ok: ok, test_said: said } });
  },
});

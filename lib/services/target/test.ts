import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { enqueue } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';
import { noTarget } from './lock';
import type { TargetRow } from './row';

/**
 * Has the worker try a target with something that orders nothing: a signed body of the kind `test`, or a question to the LiteLLM
 * proxy. What came of it is on the target then.
 */
export const testTarget = defineVerb({
  name: 'target.test',
  right: 'target.manage',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, audit }) {
    const { rows } = await tx.query<TargetRow>(
      `UPDATE target SET tested_at = NULL, test_ok = NULL, test_said = NULL
        WHERE id = $1 AND removed_at IS NULL RETURNING *`,
      [id],
    );
    const target = rows[0];
    if (!target) throw noTarget(id);
    if (target.kind === 'pull') {
      throw new RetortError('precondition', 'A pull target cannot be tried from here: fetch its orders.');
    }
    await enqueue(tx, { task: 'test-target', payload: { target_id: id }, key: `test-target:${id}` });
    audit({ entity: 'target', entityId: id, after: { tested: target.url } });
    return { id, version: target.version };
  },
});

import { z } from 'zod';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { defineVerb } from '@/lib/services/verb';
import { askForTask } from './row';

/** Asks the worker to invent the demonstration world and take it in. RetortError `busy`, and `precondition` where there is one. */
export const requestDemoLoad = defineVerb({
  name: 'demo.request_load',
  right: 'demo.manage',
  input: z.object({}),
  async run(_, { tx, actor, now, newId, audit }): Promise<{ id: string }> {
    const { rowCount } = await tx.query('SELECT 1 FROM demo_mark LIMIT 1');
    if (rowCount)
      throw new RetortError('precondition', 'The demonstration world is here already: remove it first.');
    const id = newId();
    const by = describeActor(actor).name;
    await askForTask(tx, { id, kind: 'load', reason: null, requested_by: by, requested_at: now });
    audit({ entity: 'demo', entityId: id, after: { kind: 'load' } });
    return { id };
  },
});

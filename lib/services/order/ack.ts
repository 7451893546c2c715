import { z } from 'zod';
import { entityId, storableText } from '@/lib/model/decision';
import { DELIVERY_STATUSES } from '@/lib/model/target';
import { defineVerb } from '@/lib/services/verb';
import { acknowledge } from './acknowledge';

export const ackInput = z.object({
  target: entityId.optional().meta({ description: 'Which pull target, where there are several.' }),
  failed: storableText.trim().min(1).max(1_000).optional().meta({
    description: 'Why it cannot be done: it becomes a dead letter for a person. Without it, it is done.',
  }),
});

export const ackedOut = z.object({ id: z.string(), status: z.enum(DELIVERY_STATUSES) });

/** Says that one fetched order is done, or that it cannot be. */
export const ackOrder = defineVerb({
  name: 'order.ack',
  right: 'order.pull',
  input: ackInput.extend({ id: entityId }),
  async run({ id, ...input }, work) {
    const [acked] = await acknowledge({ ids: [id], ...input }, work);
    return acked ?? { id, status: 'delivered' as const };
  },
});

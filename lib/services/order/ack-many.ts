import { z } from 'zod';
import { entityId } from '@/lib/model/decision';
import { MOST_ORDERS } from '@/lib/model/target';
import { defineVerb } from '@/lib/services/verb';
import { ackInput } from './ack';
import { acknowledge } from './acknowledge';

/** Says that fetched orders are done, or that they cannot be: all of them or, when one is unknown, none. */
export const ackOrders = defineVerb({
  name: 'order.ack_many',
  right: 'order.pull',
  input: ackInput.extend({ ids: z.array(entityId).min(1).max(MOST_ORDERS) }),
  async run(input, work) {
    return { items: await acknowledge(input, work) };
  },
});

import { z } from 'zod';
import { chainFault } from '@/lib/model/console/audit';
import { defineVerb } from '@/lib/services/verb';

const input = z.object({
  checked: z.number().int().min(0),
  faults: z.array(chainFault).max(50),
  more_faults: z.number().int().min(0),
  seq: z.string(),
  head: z.string(),
});

/** Writes down in the log itself what a check of all of it found. For the worker, which made the check. */
export const recordCheck = defineVerb({
  name: 'audit.record_check',
  right: 'audit.check',
  input,
  run: async (found, { audit, now }) => {
    audit({ entity: 'audit', entityId: 'chain', after: found });
    return { at: now.toISOString() };
  },
});

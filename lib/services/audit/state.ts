import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { ChainState } from '@/lib/model/console/audit';
import { defineQuery } from '@/lib/services/verb';
import { recordCheck } from './record-check';

/** Where the log ends and what the worker's last check of all of it found. */
export const auditState = defineQuery({
  name: 'audit.state',
  right: 'audit.read',
  input: z.object({}),
  run: async (): Promise<ChainState> => {
    const [head, check] = await Promise.all([
      getPool().query<{ seq: bigint }>('SELECT seq FROM audit_head'),
      getPool().query<{ at: Date; after: z.output<typeof recordCheck.definition.input> }>(
        'SELECT at, after FROM audit_entry WHERE verb = $1 ORDER BY at DESC, seq DESC LIMIT 1',
        [recordCheck.definition.name],
      ),
    ]);
    const [last] = check.rows;
    return {
      last_seq: (head.rows[0]?.seq ?? 0n).toString(),
      check: last
        ? {
            at: last.at.toISOString(),
            checked: last.after.checked,
            faults: last.after.faults,
            more_faults: last.after.more_faults,
          }
        : null,
    };
  },
});

import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { ChainChecked, ChainFault } from '@/lib/model/console/audit';
import { RetortError } from '@/lib/model/errors';
import { decodeCursor, encodeCursor } from '@/lib/model/page';
import { defineQuery, type VerbContext } from '@/lib/services/verb';
import { endFaultOf, faultOf, type Place } from './faults';
import { AUDIT_COLUMNS, type AuditRow } from './row';

/** How many entries one call checks: a few tens of milliseconds. */
const STEP = 2_000;
const NAMED = 50;

/** Entries and the kept end come from one statement, so that what is written meanwhile is in both or in neither. */
const STRETCH = `
  SELECT h.seq AS head_seq, h.hash AS head_hash, e.*
    FROM (SELECT 1) one
    LEFT JOIN audit_head h ON true
    LEFT JOIN LATERAL (SELECT ${AUDIT_COLUMNS} FROM audit_entry
                        WHERE $1::bigint IS NULL OR seq > $1 ORDER BY seq LIMIT ${STEP}) e ON true
   ORDER BY e.seq`;

type Row = { head_seq: bigint | null; head_hash: string | null } & (AuditRow | { seq: null });

/**
 * Checks the next stretch of the audit log against its hashes, from the start or from where the last call ended, and its
 * end against the one that was kept. Goes on behind a place that is wrong, so that every one is named.
 */
export const verifyAudit = defineQuery({
  name: 'audit.verify',
  right: 'audit.read',
  input: z.object({ cursor: z.string().max(200).optional() }),
  async run({ cursor }): Promise<ChainChecked> {
    let last: Place | null = cursor === undefined ? null : position(cursor);
    const { rows } = await getPool().query<Row>(STRETCH, [last?.seq.toString() ?? null]);
    const found: ChainFault[] = [];
    let checked = 0;
    for (const row of rows) {
      if (row.seq === null) break;
      const fault = faultOf(row, last);
      if (fault) found.push(fault);
      last = row;
      checked++;
    }
    const more = checked === STEP;
    if (!more) {
      const [first] = rows;
      const { head_seq: seq = null, head_hash: hash = null } = first ?? {};
      const fault = endFaultOf(last, seq === null || hash === null ? null : { seq, hash });
      if (fault) found.push(fault);
    }
    const seq = (last?.seq ?? 0n).toString();
    return {
      checked,
      next_cursor: more && last ? encodeCursor([seq, last.hash]) : null,
      faults: found.slice(0, NAMED),
      more_faults: Math.max(0, found.length - NAMED),
      seq,
      head: last?.hash ?? '',
    };
  },
});

export interface WholeCheck extends Omit<ChainChecked, 'next_cursor'> {
  /** Whether a hash that was noted earlier is still in the log; null when none was asked for. */
  known: boolean | null;
}

/** Checks the whole log, stretch after stretch. `onProgress` hears how many entries are done. */
export async function verifyWholeAudit(
  context: VerbContext,
  { known, onProgress }: { known?: string; onProgress?: (checked: number) => void } = {},
): Promise<WholeCheck> {
  const whole: WholeCheck = { checked: 0, faults: [], more_faults: 0, seq: '0', head: '', known: null };
  for (let cursor: string | undefined; ; ) {
    const step = await verifyAudit({ cursor }, context);
    whole.checked += step.checked;
    whole.more_faults += step.more_faults + Math.max(0, whole.faults.length + step.faults.length - NAMED);
    whole.faults = [...whole.faults, ...step.faults].slice(0, NAMED);
    whole.seq = step.seq;
    whole.head = step.head;
    onProgress?.(whole.checked);
    if (step.next_cursor === null) break;
    cursor = step.next_cursor;
  }
  if (known !== undefined) {
    const { rowCount } = await getPool().query('SELECT 1 FROM audit_entry WHERE hash = $1 LIMIT 1', [known]);
    whole.known = rowCount !== 0;
  }
  return whole;
}

function position(cursor: string): Place {
  const parsed = z
    .tuple([z.string().regex(/^\d{1,18}$/), z.string().max(64)])
    .safeParse(decodeCursor(cursor, 2));
  if (!parsed.success)
    throw new RetortError('invalid', 'cursor: not one of this check. Start again without one.');
  return { seq: BigInt(parsed.data[0]), hash: parsed.data[1] };
}

import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { defineQuery } from '@/lib/services/verb';
import { type ChainedEntry, chainHash } from './append';

/** How many entries one call checks: a few tens of milliseconds. */
const STEP = 2_000;

interface Row {
  seq: bigint;
  at: Date;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  verb: string;
  entity: string;
  entity_id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  prev_hash: string;
  hash: string;
}

/** One stretch of the chain, checked. */
export interface ChainChecked {
  checked: number;
  /** Where to go on; null at the end of the log. */
  next: { seq: string; hash: string } | null;
  /** The first entry that does not fit, and what is wrong about it; the check ends there. */
  broken: { seq: string; at: string; reason: 'changed' | 'gap' } | null;
  /** Hash of the last entry checked: kept elsewhere, it shows later that nothing was cut off the end. */
  head: string;
}

/**
 * Checks the next stretch of the audit log against its hashes, from the start or from where the last call ended.
 * An entry whose own hash is wrong was changed; one that does not continue the entry before it follows a gap.
 */
export const verifyAudit = defineQuery({
  name: 'audit.verify',
  right: 'read',
  input: z.object({
    after: z.object({ seq: z.string().regex(/^\d{1,18}$/), hash: z.string().max(64) }).optional(),
  }),
  async run({ after }): Promise<ChainChecked> {
    const { rows } = await getPool().query<Row>(
      `SELECT seq, at, actor_kind, actor_id, actor_name, verb, entity, entity_id, before, after, prev_hash, hash
         FROM audit_entry WHERE $1::bigint IS NULL OR seq > $1 ORDER BY seq LIMIT $2`,
      [after?.seq ?? null, STEP],
    );
    let head = after?.hash ?? '';
    for (const [checked, row] of rows.entries()) {
      const reason =
        row.prev_hash !== head ? 'gap' : chainHash(head, chained(row)) !== row.hash ? 'changed' : null;
      if (reason) {
        return {
          checked,
          next: null,
          broken: { seq: row.seq.toString(), at: row.at.toISOString(), reason },
          head,
        };
      }
      head = row.hash;
    }
    const last = rows.at(-1);
    const next = last && rows.length === STEP ? { seq: last.seq.toString(), hash: last.hash } : null;
    return { checked: rows.length, next, broken: null, head };
  },
});

function chained(row: Row): ChainedEntry {
  return {
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    verb: row.verb,
    entity: row.entity,
    entityId: row.entity_id,
    before: row.before,
    after: row.after,
  };
}

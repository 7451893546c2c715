import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { decodeCursor, encodeCursor } from '@/lib/model/page';
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
export const chainChecked = z.object({
  checked: z.number().int(),
  next_cursor: z.string().nullable().meta({ description: 'Where to go on; null at the end of the log.' }),
  broken: z
    .object({ seq: z.string(), at: z.iso.datetime(), reason: z.enum(['changed', 'gap']) })
    .nullable()
    .meta({ description: 'The first entry that does not fit; the check ends there.' }),
  head: z.string().meta({
    description:
      'Hash of the last entry checked: kept elsewhere, it shows later that nothing was cut off the end.',
  }),
});

type ChainChecked = z.infer<typeof chainChecked>;

/**
 * Checks the next stretch of the audit log against its hashes, from the start or from where the last call ended.
 * An entry whose own hash is wrong was changed; one that does not continue the entry before it follows a gap.
 */
export const verifyAudit = defineQuery({
  name: 'audit.verify',
  right: 'read',
  input: z.object({ cursor: z.string().max(200).optional() }),
  async run({ cursor }): Promise<ChainChecked> {
    const after = cursor === undefined ? null : position(cursor);
    const { rows } = await getPool().query<Row>(
      `SELECT seq, at, actor_kind, actor_id, actor_name, verb, entity, entity_id, before, after, prev_hash, hash
         FROM audit_entry WHERE $1::bigint IS NULL OR seq > $1 ORDER BY seq LIMIT $2`,
      [after?.seq ?? null, STEP],
    );
    let head = after?.hash ?? '';
    for (const [checked, row] of rows.entries()) {
      const reason = fault(row, head);
      if (reason) {
        const broken = { seq: row.seq.toString(), at: row.at.toISOString(), reason };
        return { checked, next_cursor: null, broken, head };
      }
      head = row.hash;
    }
    const last = rows.at(-1);
    const next_cursor = last && rows.length === STEP ? encodeCursor([last.seq.toString(), last.hash]) : null;
    return { checked: rows.length, next_cursor, broken: null, head };
  },
});

function fault(row: Row, head: string): 'gap' | 'changed' | null {
  if (row.prev_hash !== head) return 'gap';
  return chainHash(head, chained(row)) === row.hash ? null : 'changed';
}

function position(cursor: string): { seq: string; hash: string } {
  const parsed = z
    .tuple([z.string().regex(/^\d{1,18}$/), z.string().max(64)])
    .safeParse(decodeCursor(cursor, 2));
  if (!parsed.success)
    throw new RetortError('invalid', 'cursor: not one of this check. Start again without one.');
  return { seq: parsed.data[0], hash: parsed.data[1] };
}

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

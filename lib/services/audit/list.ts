import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import { entityId } from '@/lib/model/decision';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

export const auditEntryOut = z.object({
  seq: z.string(),
  at: z.iso.datetime(),
  actor_kind: z.string(),
  actor_id: z.string(),
  actor_name: z.string(),
  verb: z.string(),
  entity: z.string(),
  entity_id: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

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
}

/** The audit log, newest first, whole or of one thing. */
export const listAudit = defineQuery({
  name: 'audit.list',
  right: 'read',
  input: pageInput.extend({ entity: z.string().max(50).optional(), entity_id: entityId.optional() }),
  run: ({ limit, cursor, entity, entity_id }) =>
    readPage({
      order: [{ sql: 'seq', type: 'int8', order: 'desc' }],
      limit,
      cursor,
      params: [entity ?? null, entity_id ?? null],
      sql: (page) =>
        `SELECT seq, at, actor_kind, actor_id, actor_name, verb, entity, entity_id, before, after, ${page.select}
           FROM audit_entry
          WHERE ($1::text IS NULL OR entity = $1) AND ($2::text IS NULL OR entity_id = $2) AND ${page.after}
          ORDER BY ${page.orderBy}`,
      view: (row: Row) => ({
        seq: row.seq.toString(),
        at: row.at.toISOString(),
        actor_kind: row.actor_kind,
        actor_id: row.actor_id,
        actor_name: row.actor_name,
        verb: row.verb,
        entity: row.entity,
        entity_id: row.entity_id,
        before: row.before,
        after: row.after,
      }),
    }),
});

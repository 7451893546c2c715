import type { AuditEntryStored } from '@/lib/model/console/audit';
import type { ChainedEntry } from './append';

/** A row of the log as SQL gives it. */
export interface AuditRow {
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
  request_id: string | null;
}

export const AUDIT_COLUMNS =
  'seq, at, actor_kind, actor_id, actor_name, verb, entity, entity_id, before, after, prev_hash, hash, request_id';

/** A row for the wire. */
export function entryOf(row: AuditRow): AuditEntryStored {
  return {
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
    request_id: row.request_id,
    prev_hash: row.prev_hash,
    hash: row.hash,
  };
}

/** The fields of a row that its hash covers. */
export function chained(row: AuditRow): ChainedEntry {
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
    requestId: row.request_id ?? undefined,
  };
}

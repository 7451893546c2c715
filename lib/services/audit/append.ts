import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Actor } from '@/lib/model/access';

/** One entry as the verb words it: what it touched, and its state before and after (JSON-safe). */
export interface AuditDraft {
  entity: string;
  entityId: string;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

interface Deed {
  actor: Actor;
  verb: string;
  at: Date;
}

/** The fields an entry's hash covers, in the order they are hashed. */
export interface ChainedEntry extends Required<AuditDraft> {
  at: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  verb: string;
}

/** The hash that closes an entry: SHA-256 over the previous hash and the entry with its keys sorted, in hex. */
export function chainHash(prevHash: string, entry: ChainedEntry): string {
  return createHash('sha256').update(prevHash).update('\n').update(canonicalJson(entry)).digest('hex');
}

/**
 * Appends entries to the hash-chained audit log inside the caller's transaction.
 * Appenders wait for each other until the transaction ends, so that the chain has one order.
 */
export async function appendAudit(tx: PoolClient, deed: Deed, drafts: readonly AuditDraft[]): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('audit chain'))");
  const last = await tx.query<{ hash: string }>('SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1');
  let prevHash = last.rows[0]?.hash ?? '';
  const actor = describeActor(deed.actor);
  for (const draft of drafts) {
    const entry: ChainedEntry = {
      at: deed.at.toISOString(),
      actorKind: deed.actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      verb: deed.verb,
      entity: draft.entity,
      entityId: draft.entityId,
      before: draft.before ?? null,
      after: draft.after ?? null,
    };
    const hash = chainHash(prevHash, entry);
    await tx.query(
      `INSERT INTO audit_entry (at, actor_kind, actor_id, actor_name, verb, entity, entity_id, before, after, prev_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        deed.at,
        entry.actorKind,
        entry.actorId,
        entry.actorName,
        entry.verb,
        entry.entity,
        entry.entityId,
        entry.before && JSON.stringify(entry.before),
        entry.after && JSON.stringify(entry.after),
        prevHash,
        hash,
      ],
    );
    prevHash = hash;
  }
}

/** Id and name under which an actor appears in decisions and in the audit log. */
export function describeActor(actor: Actor): { id: string; name: string } {
  return actor.kind === 'system' ? { id: 'system', name: actor.name } : { id: actor.id, name: actor.name };
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

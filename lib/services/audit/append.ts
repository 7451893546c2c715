import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Actor } from '@/lib/model/access';
import { currentContext } from '@/lib/watch/context';

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
  /** The request or job in which it was done; entries from before there were any have none, and hash as they did. */
  requestId?: string;
}

/** The hash that closes an entry: SHA-256 over the previous hash and the entry with its keys sorted, in hex. */
export function chainHash(prevHash: string, entry: ChainedEntry): string {
  return createHash('sha256').update(prevHash).update('\n').update(canonicalJson(entry)).digest('hex');
}

/**
 * Appends entries to the hash-chained audit log inside the caller's transaction, in their order and in one statement.
 * Appenders wait for each other until the transaction ends, so that the chain has one order: the first one that
 * follows continues the head that was kept, also when its entry is no longer there.
 */
export async function appendAudit(tx: PoolClient, deed: Deed, drafts: readonly AuditDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const head = await tx.query<{ hash: string }>('SELECT hash FROM audit_head FOR UPDATE');
  const [kept] = head.rows;
  if (!kept)
    throw new Error('the head of the audit chain is missing: nothing may be done that could not be recorded');
  const { kind: actorKind } = deed.actor;
  const { id: actorId, name: actorName } = describeActor(deed.actor);
  const said = {
    at: deed.at.toISOString(),
    actorKind,
    actorId,
    actorName,
    verb: deed.verb,
    requestId: currentContext()?.id,
  };
  const hashes: string[] = [];
  for (const { entity, entityId, before = null, after = null } of drafts) {
    const prevHash = hashes.at(-1) ?? kept.hash;
    hashes.push(chainHash(prevHash, { ...said, entity, entityId, before, after }));
  }
  const state = (value: AuditDraft['before']) => (value ? JSON.stringify(value) : null);
  const written = await tx.query<{ seq: bigint }>(
    `INSERT INTO audit_entry (at, actor_kind, actor_id, actor_name, verb, entity, entity_id, before, after, prev_hash, hash, request_id)
     SELECT $1, $2, $3, $4, $5, entity, entity_id, before::jsonb, after::jsonb, prev_hash, hash, $12
       FROM unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
              WITH ORDINALITY AS entry (entity, entity_id, before, after, prev_hash, hash, place)
      ORDER BY place
     RETURNING seq`,
    [
      deed.at,
      actorKind,
      actorId,
      actorName,
      deed.verb,
      drafts.map(({ entity }) => entity),
      drafts.map(({ entityId }) => entityId),
      drafts.map(({ before }) => state(before)),
      drafts.map(({ after }) => state(after)),
      [kept.hash, ...hashes.slice(0, -1)],
      hashes,
      said.requestId ?? null,
    ],
  );
  await tx.query('UPDATE audit_head SET seq = $1, hash = $2', [written.rows.at(-1)?.seq, hashes.at(-1)]);
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

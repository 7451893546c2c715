import type { PoolClient } from 'pg';
import type { Actor } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { IntelDelivery, IntelSource } from '@/lib/model/intel';
import type { IntelAuth, IntelKind } from '@/lib/model/intel-words';
import { lockSeen } from '@/lib/services/conflict';

export const INTEL_WORKER: Actor = { kind: 'system', name: 'Retort (worker)' };

export interface SourceRow {
  id: string;
  kind: IntelKind;
  name: string;
  url: string | null;
  collection: string | null;
  auth: IntelAuth;
  username: string | null;
  secret: string | null;
  every_minutes: number | null;
  confidence_cap: number;
  created_at: Date;
  paused_at: Date | null;
  removed_at: Date | null;
  added_after: string | null;
  next_page: string | null;
  last_polled_at: Date | null;
  next_poll_at: Date | null;
  failures: number;
  last_error: string | null;
  version: number;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function sourceView(row: SourceRow): IntelSource {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    url: row.url,
    collection: row.collection,
    auth: row.auth,
    username: row.username,
    every_minutes: row.every_minutes,
    confidence_cap: row.confidence_cap,
    created_at: row.created_at.toISOString(),
    paused_at: iso(row.paused_at),
    last_polled_at: iso(row.last_polled_at),
    next_poll_at: iso(row.next_poll_at),
    failures: row.failures,
    last_error: row.last_error,
    version: row.version,
  };
}

/** What the audit log keeps of how a source is set: not its secret, and not how polling goes. */
export function sourceFacts(row: SourceRow): Record<string, unknown> {
  const { kind, name, url, collection, auth, username, every_minutes, confidence_cap, version } = row;
  const paused = row.paused_at !== null;
  return { kind, name, url, collection, auth, username, every_minutes, confidence_cap, paused, version };
}

/** The source, locked, if it still stands and has the version that was looked at. RetortError `not_found` or `conflict`. */
export async function lockSource(
  tx: PoolClient,
  { id, seen, now }: { id: string; seen: number; now: Date },
): Promise<SourceRow> {
  const row = await lockSeen<SourceRow>(tx, 'intel_source', { key: id, id, seen, now });
  if (row.removed_at) throw noSource(id);
  return row;
}

/** The same for what does not depend on how it is set. */
export async function standingSource(tx: PoolClient, id: string): Promise<SourceRow> {
  const { rows } = await tx.query<SourceRow>(
    'SELECT * FROM intel_source WHERE id = $1 AND removed_at IS NULL FOR UPDATE',
    [id],
  );
  if (!rows[0]) throw noSource(id);
  return rows[0];
}

export function noSource(id: string): RetortError {
  return new RetortError('not_found', `There is no source ${id}.`, { entity: 'intel_source', id });
}

export interface DeliveryRow extends Omit<IntelDelivery, 'source' | 'by' | 'received_at' | 'finished_at'> {
  source_id: string;
  source_name: string;
  by_name: string;
  received_at: Date;
  finished_at: Date | null;
}

/** The columns of {@link deliveryView} from delivery `d` and source `s`. */
export const DELIVERY_COLUMNS = `d.id, d.source_id, s.name AS source_name, d.way, d.status, d.by_name, d.received_at, d.finished_at, d.bytes,
  d.objects, d.added, d.changed, d.withdrawn, d.known, d.unmatched, d.unused, d.rejected, d.rejects, d.trouble`;

export function deliveryView(row: DeliveryRow): IntelDelivery {
  const { source_id, source_name, by_name, received_at, finished_at, ...rest } = row;
  return {
    id: rest.id,
    source: { id: source_id, name: source_name },
    way: rest.way,
    status: rest.status,
    by: by_name,
    received_at: received_at.toISOString(),
    finished_at: iso(finished_at),
    bytes: rest.bytes,
    objects: rest.objects,
    added: rest.added,
    changed: rest.changed,
    withdrawn: rest.withdrawn,
    known: rest.known,
    unmatched: rest.unmatched,
    unused: rest.unused,
    rejected: rest.rejected,
    rejects: rest.rejects,
    trouble: rest.trouble,
  };
}

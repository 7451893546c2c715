import type { Actor } from '@/lib/model/access';
import type { BatchDone, BatchEvidence, BatchItem, BatchPreview, BatchScope } from '@/lib/model/batch';
import {
  BATCH_ENDS,
  type BatchAct,
  type BatchPolicy,
  type BatchStatus,
  batchMove,
} from '@/lib/model/batch-moves';
import type { OrderKind } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import type { Schedule } from '@/lib/model/schedule';
import type { VerbWork } from '@/lib/services/verb';

/** The actor of everything that the worker does to batches. */
export const BATCH_WORKER: Actor = { kind: 'system', name: 'Retort (worker)' };

/** What a reversal is made of instead of a scope. */
export interface ReversalScope {
  reverses: string;
  /** Only these accounts; null for all. */
  ids: string[] | null;
}

/** A row of `batch`. */
export interface BatchRow {
  id: string;
  kind: OrderKind | null;
  status: BatchStatus;
  campaign_id: string | null;
  scope: BatchScope | ReversalScope;
  cutoff: Date;
  frozen_at: Date | null;
  trouble: string | null;
  preview: BatchPreview | null;
  evidence: BatchEvidence | null;
  reason: string | null;
  policy: BatchPolicy | null;
  schedule: Schedule | null;
  drafted_at: Date;
  requested_by_kind: Actor['kind'];
  requested_by_id: string;
  requested_by_name: string;
  requested_at: Date | null;
  approval_needed: string[] | null;
  expires_at: Date | null;
  approved_by_id: string | null;
  approved_by_name: string | null;
  approved_at: Date | null;
  declined_by_id: string | null;
  declined_by_name: string | null;
  declined_at: Date | null;
  decline_reason: string | null;
  decision_id: string | null;
  total: number;
  innocent: number;
  applied: number;
  skipped: number;
  failed: number;
  started_at: Date | null;
  paused_at: Date | null;
  paused_by_name: string | null;
  cancelled_at: Date | null;
  cancelled_by_name: string | null;
  finished_at: Date | null;
  reverses: string | null;
  version: number;
}

/** The status that an act leads to. RetortError `precondition` with the sentence of the state table. */
export function moved(batch: Pick<BatchRow, 'status'>, act: BatchAct): BatchStatus {
  const move = batchMove(batch.status, act);
  if ('refused' in move) throw new RetortError('precondition', move.refused, { status: batch.status });
  return move.to;
}

/** How an account of batch `b` stands in row `r`: what was still pending when the batch ended without it is cancelled. */
export const RESULT = `CASE WHEN r.result = 'pending' AND b.status IN (${BATCH_ENDS.filter(
  (end) => end !== 'done',
)
  .map((end) => `'${end}'`)
  .join(', ')}) THEN 'cancelled' ELSE r.result END`;

const iso = (time: Date | null) => time?.toISOString() ?? null;

/** A batch as lists give it; `title` is that of its campaign. */
export function batchItemOf(row: BatchRow & { title: string | null }): BatchItem {
  const left = row.total - row.applied - row.skipped - row.failed;
  const ended = BATCH_ENDS.includes(row.status);
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    status: row.status,
    campaign: row.campaign_id === null ? null : { id: row.campaign_id, title: row.title ?? '' },
    reason: row.reason,
    policy: row.policy,
    requested_by: { kind: row.requested_by_kind, id: row.requested_by_id, name: row.requested_by_name },
    drafted_at: row.drafted_at.toISOString(),
    requested_at: iso(row.requested_at),
    approval_needed: row.approval_needed,
    expires_at: iso(row.expires_at),
    approved:
      row.approved_by_id !== null && row.approved_at !== null
        ? { id: row.approved_by_id, name: row.approved_by_name ?? '', at: row.approved_at.toISOString() }
        : null,
    declined:
      row.declined_by_id !== null && row.declined_at !== null
        ? {
            id: row.declined_by_id,
            name: row.declined_by_name ?? '',
            at: row.declined_at.toISOString(),
            reason: row.decline_reason ?? '',
          }
        : null,
    paused: deedOf(row.paused_by_name, row.paused_at),
    cancelled: deedOf(row.cancelled_by_name, row.cancelled_at),
    schedule: row.schedule,
    progress: {
      total: row.total,
      innocent: row.innocent,
      applied: row.applied,
      skipped: row.skipped,
      failed: row.failed,
      pending: ended ? 0 : left,
      cancelled: ended ? left : 0,
    },
    started_at: iso(row.started_at),
    finished_at: iso(row.finished_at),
    reverses: row.reverses,
  };
}

function deedOf(name: string | null, at: Date | null) {
  return name !== null && at !== null ? { name, at: at.toISOString() } : null;
}

/** Writes a change that a person or key made to a batch with its audit entry, and answers what stands then. */
export async function changeBatch(
  { tx, audit }: VerbWork,
  before: BatchRow,
  change: Partial<Record<keyof BatchRow, unknown>> & { status: BatchStatus },
  said: Record<string, unknown> = {},
): Promise<BatchDone> {
  const columns = Object.keys(change);
  const values = Object.values(change).map((value) =>
    value !== null && typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : value,
  );
  const version = before.version + 1;
  await tx.query(
    `UPDATE batch SET ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')}, version = version + 1
      WHERE id = $1`,
    [before.id, ...values],
  );
  audit({
    entity: 'batch',
    entityId: before.id,
    before: { status: before.status, version: before.version },
    after: { status: change.status, version, ...said },
  });
  return { id: before.id, status: change.status, version };
}

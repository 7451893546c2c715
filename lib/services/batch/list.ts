import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import type { BatchPage } from '@/lib/model/batch';
import { BATCH_STATUSES } from '@/lib/model/batch-moves';
import { entityId } from '@/lib/model/decision';
import { pageInput } from '@/lib/model/page';
import { describeActor } from '@/lib/services/audit/append';
import { defineQuery } from '@/lib/services/verb';
import { type BatchRow, batchItemOf } from './row';

const status = z.enum(BATCH_STATUSES);

/** Batches, newest first. Drafts, and those that nobody submitted, only when their status is asked for. */
export const listBatches = defineQuery({
  name: 'batch.list',
  right: 'read',
  input: pageInput.extend({
    status: z.union([status, z.array(status).max(BATCH_STATUSES.length)]).optional(),
    mine: z.literal('1').optional().meta({ description: 'Only those that the caller asked for.' }),
    campaign_id: entityId.optional(),
  }),
  run: ({ limit, cursor, status, mine, campaign_id }, actor): Promise<BatchPage> =>
    readPage({
      order: [
        { sql: 'b.drafted_at', type: 'timestamptz', order: 'desc' },
        { sql: 'b.id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [
        status === undefined ? null : [status].flat(),
        mine ? describeActor(actor).id : null,
        campaign_id ?? null,
      ],
      sql: (page) =>
        `SELECT b.id, b.version, b.kind, b.status, b.campaign_id, c.title, b.reason, b.policy, b.requested_by_kind,
                b.requested_by_id, b.requested_by_name, b.drafted_at, b.requested_at, b.approval_needed, b.expires_at,
                b.approved_by_id, b.approved_by_name, b.approved_at, b.declined_by_id, b.declined_by_name, b.declined_at,
                b.decline_reason, b.paused_at, b.paused_by_name, b.cancelled_at, b.cancelled_by_name, b.schedule, b.total,
                b.innocent, b.applied, b.skipped, b.failed, b.started_at, b.finished_at, b.reverses, ${page.select}
           FROM batch b LEFT JOIN campaign c ON c.id = b.campaign_id
          WHERE CASE WHEN $1::text[] IS NULL THEN b.kind IS NOT NULL ELSE b.status = ANY($1) END
            AND ($2::text IS NULL OR b.requested_by_id = $2) AND ($3::text IS NULL OR b.campaign_id = $3)
            AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row: BatchRow & { title: string | null }) => batchItemOf(row),
    }),
});

import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import type { AlertItem } from '@/lib/model/api';
import { ALERT_STATUSES } from '@/lib/model/decision';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

export const alertItemsInput = pageInput.extend({ status: z.enum(ALERT_STATUSES).optional() });

type Row = Omit<AlertItem, 'created_at' | 'due_at' | 'decided_at' | 'held_until' | 'snoozed_until'> & {
  held_until: Date | null;
  snoozed_until: Date | null;
  created_at: Date;
  due_at: Date | null;
  decided_at: Date | null;
};

/** Alerts for other systems, newest first. */
export const listAlertItems = defineQuery({
  name: 'alert.items',
  right: 'read',
  input: alertItemsInput,
  run: ({ limit, cursor, status }, _, now) =>
    readPage({
      order: [
        { sql: 'created_at', type: 'timestamptz', order: 'desc' },
        { sql: 'id', type: 'text', order: 'asc' },
      ],
      limit,
      cursor,
      params: [status ?? null, now],
      sql: (page) =>
        `SELECT id, kind, campaign_id, severity, score, summary, status, assignee_id,
                CASE WHEN held_until > $2 THEN holder_id END AS holder_id,
                CASE WHEN held_until > $2 THEN held_until END AS held_until,
                CASE WHEN snoozed_until > $2 THEN snoozed_until END AS snoozed_until, created_at, due_at, decided_at,
                version, ${page.select}
           FROM alert WHERE ($1::text IS NULL OR status = $1) AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row: Row): AlertItem => ({
        id: row.id,
        kind: row.kind,
        campaign_id: row.campaign_id,
        severity: row.severity,
        score: row.score,
        summary: row.summary,
        status: row.status,
        assignee_id: row.assignee_id,
        holder_id: row.holder_id,
        held_until: row.held_until?.toISOString() ?? null,
        snoozed_until: row.snoozed_until?.toISOString() ?? null,
        created_at: row.created_at.toISOString(),
        due_at: row.due_at?.toISOString() ?? null,
        decided_at: row.decided_at?.toISOString() ?? null,
        version: row.version,
      }),
    }),
});

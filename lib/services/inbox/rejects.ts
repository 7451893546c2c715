import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { readSource } from './source';

/** A row of a source that was refused. */
export const rejectItem = z
  .object({
    id: z.string(),
    rejected_at: z.iso.datetime(),
    line: z.number().int().meta({ description: 'Of the body that it came in.' }),
    code: z.string(),
    message: z.string(),
    excerpt: z.string().nullable().meta({ description: 'Its masked beginning.' }),
    retryable: z.boolean(),
  })
  .meta({ id: 'SourceReject' });

interface Row {
  inbox_id: string;
  line: number;
  ordinal: number;
  rejected_at: Date;
  code: string;
  message: string;
  excerpt: string | null;
  retryable: boolean;
}

/** The rejected rows of one source, newest first. */
export const listRejects = defineQuery({
  name: 'inbox.rejects',
  right: 'read',
  input: pageInput.extend({ name: z.string().min(1).max(64) }),
  async run({ name, limit, cursor }) {
    await readSource(name);
    return readPage({
      order: [
        { sql: 'rejected_at', type: 'timestamptz', order: 'desc' },
        { sql: 'inbox_id', type: 'int8', order: 'desc' },
        { sql: 'line', type: 'int4', order: 'desc' },
        { sql: 'ordinal', type: 'int4', order: 'desc' },
      ],
      limit,
      cursor,
      params: [name],
      sql: (page) =>
        `SELECT inbox_id::text, line, ordinal, rejected_at, code, message, excerpt, raw IS NOT NULL AS retryable, ${page.select}
           FROM inbox_reject WHERE source = $1 AND ${page.after} ORDER BY ${page.orderBy}`,
      view: ({ inbox_id, ordinal, rejected_at, ...row }: Row) => ({
        id: `${inbox_id}.${row.line}.${ordinal}`,
        rejected_at: rejected_at.toISOString(),
        line: row.line,
        code: row.code,
        message: row.message,
        excerpt: row.excerpt,
        retryable: row.retryable,
      }),
    });
  },
});

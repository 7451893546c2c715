import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import { ACCOUNT_STATUSES } from '@/lib/model/decision';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { ACCOUNT_ITEM_COLUMNS, accountItemOf } from './item';

export const accountListInput = pageInput.extend({ status: z.enum(ACCOUNT_STATUSES).optional() });

/** Every account for other systems, in a fixed order that means nothing, so that a full listing misses none. */
export const listAccounts = defineQuery({
  name: 'account.list',
  right: 'read',
  input: accountListInput,
  run: ({ limit, cursor, status }) =>
    readPage({
      order: [{ sql: 'key', type: 'int8', order: 'asc' }],
      limit,
      cursor,
      params: [status ?? null],
      sql: (page) =>
        `SELECT ${ACCOUNT_ITEM_COLUMNS}, ${page.select} FROM account
          WHERE ($1::text IS NULL OR status = $1) AND ${page.after} ORDER BY ${page.orderBy}`,
      view: accountItemOf,
    }),
});

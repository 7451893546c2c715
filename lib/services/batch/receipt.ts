import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { csvLine } from '@/lib/export/csv';
import type { BatchAccount } from '@/lib/model/batch';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { MAX_PAGE } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { listBatchAccounts } from './accounts';

export const RECEIPT_FORMATS = ['csv', 'ndjson'] as const;

export interface BatchReceipt {
  name: string;
  type: string;
  /** The file, a page at a time, as it is asked for. */
  pieces: AsyncIterable<string>;
}

const COLUMNS = [
  'account_id',
  'result',
  'why',
  'kind',
  'status_before',
  'status_now',
  'look_innocent',
  'due_at',
  'done_at',
  'order_id',
  'order_status',
  'order_error',
  'reversed_at',
] as const;

/** A line for every account of a batch with what became of it, as a file. RetortError `not_found`. */
export const batchReceipt = defineQuery({
  name: 'batch.receipt',
  right: 'read',
  input: z.object({ id: entityId, format: z.enum(RECEIPT_FORMATS).default('csv') }),
  run: async ({ id, format }, actor): Promise<BatchReceipt> => {
    const { rows } = await getPool().query<{ kind: string | null }>('SELECT kind FROM batch WHERE id = $1', [
      id,
    ]);
    const batch = rows[0];
    if (!batch) throw new RetortError('not_found', `There is no batch ${id}.`, { entity: 'batch', id });
    const csv = format === 'csv';
    async function* pieces() {
      if (csv) yield csvLine(COLUMNS);
      let cursor: string | undefined;
      do {
        const page = await listBatchAccounts({ id, limit: MAX_PAGE, cursor }, { actor });
        const lines = page.items.map((account) => lineOf(account, batch?.kind ?? null));
        yield lines
          .map((line) => (csv ? csvLine(COLUMNS.map((column) => line[column])) : `${JSON.stringify(line)}\n`))
          .join('');
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
    }
    return {
      name: `batch-${id.replace(/[^\w-]/g, '')}.${format}`,
      type: csv ? 'text/csv' : 'application/x-ndjson',
      pieces: pieces(),
    };
  },
});

function lineOf(account: BatchAccount, kind: string | null): Record<(typeof COLUMNS)[number], string | null> {
  return {
    account_id: account.id,
    result: account.result,
    why: account.why,
    kind,
    status_before: account.status_seen,
    status_now: account.status,
    look_innocent: account.look_innocent.join(' '),
    due_at: account.due_at,
    done_at: account.done_at,
    order_id: account.order?.id ?? null,
    order_status: account.order?.status ?? null,
    order_error: account.order?.last_error ?? null,
    reversed_at: account.reversed_at,
  };
}

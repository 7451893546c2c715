import { z } from 'zod';
import { keyset } from '@/lib/db/keyset';
import { getPool } from '@/lib/db/pool';
import type { BatchAccount, BatchAccountPage } from '@/lib/model/batch';
import { BATCH_RESULTS, INNOCENT_SIGNS, INNOCENT_WORDS, type InnocentSign } from '@/lib/model/batch-moves';
import { ACCOUNT_STATUSES, type AccountStatus, entityId, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { pageInput } from '@/lib/model/page';
import { dueAt, type Schedule } from '@/lib/model/schedule';
import { literal } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { RESULT } from './row';

const result = z.enum(BATCH_RESULTS);

export const batchAccountFilter = z.object({
  result: z.union([result, z.array(result).max(BATCH_RESULTS.length)]).optional(),
  look_innocent: z.literal('1').optional().meta({ description: 'Only those that look innocent.' }),
  sign: z.enum(INNOCENT_SIGNS).optional().meta({ description: 'Only those with this sign of innocence.' }),
  status: z
    .enum(ACCOUNT_STATUSES)
    .optional()
    .meta({ description: 'Only those with this status when it was frozen.' }),
  q: storableText.trim().max(200).optional().meta({ description: 'The beginning of an id.' }),
});

/** When a batch acts; null while that is not said. RetortError `not_found`. */
export async function scheduleOf(id: string): Promise<Schedule | null> {
  const { rows } = await getPool().query<{ schedule: Schedule | null }>(
    'SELECT schedule FROM batch WHERE id = $1',
    [id],
  );
  if (!rows[0]) throw new RetortError('not_found', `There is no batch ${id}.`, { entity: 'batch', id });
  return rows[0].schedule;
}

/** The conditions of a filter on account `r` of batch `b`. Pushes their values onto `params`. */
export function batchAccountConditions(
  { id, ...filter }: z.output<typeof batchAccountFilter> & { id: string },
  params: unknown[],
): string[] {
  const place = (value: unknown) => `$${params.push(value)}`;
  const conditions = [`r.batch_id = ${place(id)}`];
  if (filter.result) conditions.push(`${RESULT} = ANY(${place([filter.result].flat())}::text[])`);
  if (filter.look_innocent) conditions.push("r.look_innocent <> '{}'");
  if (filter.sign) conditions.push(`${place(filter.sign)} = ANY(r.look_innocent)`);
  if (filter.status) conditions.push(`r.status_seen = ${place(filter.status)}`);
  if (filter.q) conditions.push(`r.account_id LIKE ${place(`${literal(filter.q)}%`)}`);
  return conditions;
}

/** The accounts of a batch in the order of their turns, with what became of each; the first page also counts. */
export const listBatchAccounts = defineQuery({
  name: 'batch.accounts',
  right: 'read',
  input: pageInput.extend({ id: entityId, ...batchAccountFilter.shape }),
  run: async ({ id, limit, cursor, ...filter }): Promise<BatchAccountPage> => {
    const pool = getPool();
    const schedule = await scheduleOf(id);
    const params: unknown[] = [];
    const where = batchAccountConditions({ id, ...filter }, params).join(' AND ');
    const counted = [...params];
    const page = keyset(
      [
        { sql: 'r.turn', type: 'float8', order: 'asc' },
        { sql: 'r.account_key', type: 'int8', order: 'asc' },
      ],
      cursor,
      params,
    );
    params.push(limit + 1);
    const [{ rows }, totals] = await Promise.all([
      pool.query<BatchAccountRow & Record<string, unknown>>(
        // The page first, by its index, and only then what is known of each account on it.
        `SELECT ${BATCH_ACCOUNT_COLUMNS}, ${page.select}
           FROM (SELECT r.*, ${RESULT} AS stands FROM batch_account r JOIN batch b ON b.id = r.batch_id
                  WHERE ${where} AND ${page.after} ORDER BY ${page.orderBy} LIMIT $${params.length}) r
           JOIN account a ON a.key = r.account_key LEFT JOIN enforcement_order o ON o.id = r.order_id
          ORDER BY ${page.orderBy}`,
        params,
      ),
      cursor === undefined
        ? pool.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM batch_account r JOIN batch b ON b.id = r.batch_id WHERE ${where}`,
            counted,
          )
        : null,
    ]);
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map((row) => batchAccountOf(row, schedule)),
      next_cursor: rows.length > limit && last ? page.cursorOf(last) : null,
      total: totals?.rows[0]?.n ?? null,
    };
  },
});

export interface BatchAccountRow {
  id: string;
  turn: number;
  result: BatchAccount['result'];
  why: string | null;
  status_seen: AccountStatus;
  status: AccountStatus;
  pathway: string | null;
  plan: string | null;
  verified: string | null;
  organization: string | null;
  created_at: Date | null;
  last_seen: Date | null;
  exchanges: number;
  membership: number | null;
  harvest_share: number | null;
  look_innocent: InnocentSign[];
  done_at: Date | null;
  reversed_at: Date | null;
  order_id: string | null;
  order_status: string | null;
  attempts: number | null;
  last_error: string | null;
}

/** Of account `r` of a batch with its result as `stands`, account `a` and order `o`. */
export const BATCH_ACCOUNT_COLUMNS = `
  r.account_id AS id, r.turn, r.stands AS result, r.why, r.status_seen, a.status, a.pathway, a.plan, a.verified, a.organization,
  a.created_at, a.last_seen, a.exchanges::float8 AS exchanges, r.membership, r.harvest_share, r.look_innocent, r.done_at,
  r.reversed_at, o.id AS order_id, o.status AS order_status, o.attempts, o.last_error`;

/** An account of a batch with that schedule, as it goes out. */
export function batchAccountOf(row: BatchAccountRow, schedule: Schedule | null): BatchAccount {
  const due = row.result === 'pending' && schedule ? dueAt(schedule, row.turn) : null;
  return {
    id: row.id,
    result: row.result,
    why:
      row.why ??
      (row.result === 'left_out' ? row.look_innocent.map((sign) => INNOCENT_WORDS[sign]).join(' ') : null),
    status_seen: row.status_seen,
    status: row.status,
    pathway: row.pathway,
    plan: row.plan,
    verified: row.verified,
    organization: row.organization,
    created_at: row.created_at?.toISOString() ?? null,
    last_seen: row.last_seen?.toISOString() ?? null,
    exchanges: row.exchanges,
    membership: row.membership,
    harvest_share: row.harvest_share,
    look_innocent: row.look_innocent,
    due_at: due === null ? null : new Date(due).toISOString(),
    done_at: row.done_at?.toISOString() ?? null,
    reversed_at: row.reversed_at?.toISOString() ?? null,
    order:
      row.order_id === null
        ? null
        : {
            id: row.order_id,
            status: row.order_status ?? '',
            attempts: row.attempts ?? 0,
            last_error: row.last_error,
          },
  };
}

import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { CAPABILITIES, capabilityAt, capabilityIndex } from '@/lib/model/capability';
import type { ExchangePage } from '@/lib/model/console/account';
import { entityId } from '@/lib/model/decision';
import { cursorText, pageFrom, pageInput, readCursor } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { requireAccount } from './row';

const range = z.iso.datetime().optional();

/** Microseconds since 1970 in digits: an exchange's own precision, which a Date would lose. */
const micros = cursorText.regex(/^-?\d{1,18}$/);

interface Row {
  id: string;
  at: Date;
  micros: string;
  capability: number;
  score: number;
  model: string | null;
  excerpt: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  status: number | null;
  refused: boolean;
  latency_ms: number | null;
}

export const exchangeFilter = z.object({
  from: range,
  to: range,
  capability: z.enum(CAPABILITIES).optional(),
});

/** The exchanges `e` of one account that a filter leaves in; its values are the first four parameters. */
export const EXCHANGE_WHERE = `e.account_key = $1
          AND e.occurred_at >= coalesce($2::timestamptz, '-infinity') AND e.occurred_at <= coalesce($3::timestamptz, 'infinity')
          AND ($4::smallint IS NULL OR e.capability = $4)`;

export function exchangeParams(
  key: bigint,
  { from, to, capability }: z.output<typeof exchangeFilter>,
): unknown[] {
  return [key, from ?? null, to ?? null, capability ? capabilityIndex(capability) : null];
}

/** One account's exchanges in a range of time, newest first, by the primary key of `exchange` only. */
export const accountExchanges = defineQuery({
  name: 'account.exchanges',
  right: 'read',
  input: pageInput.extend({ id: entityId, ...exchangeFilter.shape }),
  run: async ({ id, from, to, capability, limit, cursor }): Promise<ExchangePage> => {
    const { key } = await requireAccount(id);
    const [at, after] = readCursor(cursor, [micros, cursorText]);
    const { rows } = await getPool().query<Row>(
      `SELECT e.id, e.occurred_at AS at, (extract(epoch FROM e.occurred_at) * 1000000)::bigint::text AS micros,
              e.capability, e.score, m.name AS model, e.excerpt, e.input_tokens, e.output_tokens, e.status, e.refused, e.latency_ms
         FROM exchange e LEFT JOIN model m ON m.key = e.model_key
        WHERE ${EXCHANGE_WHERE}
          AND ($5::bigint IS NULL
               OR (e.occurred_at, e.id) < (timestamptz 'epoch' + $5::bigint * interval '1 microsecond', $6::text))
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT $7`,
      [...exchangeParams(key, { from, to, capability }), at, after, limit + 1],
    );
    return pageFrom(
      rows,
      limit,
      (row) => [row.micros, row.id],
      ({ micros: _, at: time, ...row }) => ({
        ...row,
        at: time.toISOString(),
        capability: capabilityAt(row.capability),
        score: Math.min(1, row.score / 1000),
        model: row.model ?? 'unknown',
      }),
    );
  },
});

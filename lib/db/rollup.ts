import type { PoolClient } from 'pg';
import { PATHWAYS } from '@/lib/model/records';
import { laterThan, presentIn } from './array';
import { type AddedTo, type FreshRows, upsert } from './fresh';

/**
 * What one transaction adds to the tables that ingest keeps beside `exchange`: columns in PostgreSQL's binary array form
 * (see array.ts), each table's rows sorted by its key, so that concurrent transactions lock rows in the same order.
 */
export interface RollupColumns {
  /** key, id, first_seen, last_seen, exchanges */
  account: Uint8Array[];
  /** key, name, first_seen, last_seen */
  model: Uint8Array[];
  /** key, kind, value */
  indicator: Uint8Array[];
  /** account_key, indicator_key, first_seen, last_seen, exchanges */
  accountIndicator: Uint8Array[];
  /** A byte for each row of these: 1 for a pair that whoever writes does not know to be there. */
  unseenPairs: Uint8Array;
  /** block_key, account_key, issued_at, presented_at */
  reasoningBlock: Uint8Array[];
  /** account_key, hour, capability, model_key, exchanges, input_tokens, output_tokens, refused, limited */
  accountHour: Uint8Array[];
  /** hour, exchanges */
  trafficHour: Uint8Array[];
  /** day, capability, model_key, pathway or -1, account_key whose pathway counts then, exchanges, output_tokens */
  capabilityDay: Uint8Array[];
}

/** A table with its statement: `rest` is what comes after SELECT * FROM, and calls the table t. */
function addedTo(name: string, columns: string, rest: string): AddedTo {
  return { name, columns, upsert: `INSERT INTO ${name} AS t (${columns})\n  SELECT * FROM ${rest}` };
}

const PATHWAY_LIST = PATHWAYS.map((pathway) => `'${pathway}'`).join(', ');

const MODEL = `
  INSERT INTO model AS m (key, name, first_seen, last_seen)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[])
  ON CONFLICT (key) DO UPDATE SET
    first_seen = least(m.first_seen, excluded.first_seen),
    last_seen = greatest(m.last_seen, excluded.last_seen)
  WHERE m.first_seen IS NULL OR excluded.first_seen < m.first_seen OR excluded.last_seen > m.last_seen`;

/** New values, and for families of texts the least label, so that the order of arrival does not matter. */
const INDICATOR = `
  INSERT INTO indicator AS i (key, kind, value)
  SELECT d.key, d.kind, d.value
  FROM unnest($1::bigint[], $2::text[], $3::text[]) AS d (key, kind, value)
  WHERE NOT EXISTS (SELECT FROM indicator k WHERE k.key = d.key AND k.value COLLATE "C" <= d.value COLLATE "C")
  ON CONFLICT (key) DO UPDATE SET value = excluded.value
  WHERE excluded.value COLLATE "C" < i.value COLLATE "C"`;

const ACCOUNT_INDICATOR = addedTo(
  'account_indicator',
  'account_key, indicator_key, first_seen, last_seen, exchanges',
  `unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::integer[])
  ON CONFLICT (account_key, indicator_key) DO UPDATE SET
    first_seen = least(t.first_seen, excluded.first_seen),
    last_seen = greatest(t.last_seen, excluded.last_seen),
    exchanges = t.exchanges + excluded.exchanges`,
);

const REASONING_BLOCK = addedTo(
  'reasoning_block',
  'block_key, account_key, issued_at, presented_at',
  `unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[])
  ON CONFLICT (block_key, account_key) DO UPDATE SET
    issued_at = least(t.issued_at, excluded.issued_at),
    presented_at = least(t.presented_at, excluded.presented_at)`,
);

/** From the same columns as account_indicator: what is to be looked at within seconds (lib/services/live). */
const LIVE_NEWS = `
  INSERT INTO live_news (indicator_key, account_key)
  SELECT DISTINCT d.indicator_key, d.account_key FROM unnest($1::bigint[], $2::bigint[]) AS d (account_key, indicator_key)
  WHERE d.indicator_key IN (SELECT w.indicator_key FROM watchlist_entry w)
     OR d.indicator_key IN (SELECT unnest(s.keys) FROM shared_indicator s)
  ORDER BY 1, 2
  ON CONFLICT DO NOTHING`;

const ACCOUNT_HOUR = addedTo(
  'account_hour',
  'account_key, hour, capability, model_key, exchanges, input_tokens, output_tokens, refused, limited',
  `unnest($1::bigint[], $2::timestamptz[], $3::smallint[], $4::bigint[], $5::integer[], $6::bigint[],
    $7::bigint[], $8::integer[], $9::integer[])
  ON CONFLICT (account_key, hour, capability, model_key) DO UPDATE SET
    exchanges = t.exchanges + excluded.exchanges,
    input_tokens = t.input_tokens + excluded.input_tokens,
    output_tokens = t.output_tokens + excluded.output_tokens,
    refused = t.refused + excluded.refused,
    limited = t.limited + excluded.limited`,
);

const TRAFFIC_HOUR = `
  INSERT INTO traffic_hour AS h (hour, exchanges)
  SELECT * FROM unnest($1::timestamptz[], $2::bigint[])
  ON CONFLICT (hour) DO UPDATE SET exchanges = h.exchanges + excluded.exchanges`;

const CAPABILITY_DAY = `
  INSERT INTO capability_day AS c (day, capability, model_key, pathway, exchanges, output_tokens)
  SELECT (d.day AT TIME ZONE 'UTC')::date, d.capability, d.model_key,
         CASE WHEN d.pathway >= 0 THEN d.pathway
              ELSE coalesce(array_position(ARRAY[${PATHWAY_LIST}], a.pathway_counted) - 1, -1)::smallint END,
         sum(d.exchanges), sum(d.output_tokens)
  FROM unnest($1::timestamptz[], $2::smallint[], $3::bigint[], $4::smallint[], $5::bigint[], $6::bigint[], $7::bigint[])
    AS d (day, capability, model_key, pathway, account_key, exchanges, output_tokens)
  LEFT JOIN account a ON d.pathway < 0 AND a.key = d.account_key
  GROUP BY 1, 2, 3, 4
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (day, capability, model_key, pathway) DO UPDATE SET
    exchanges = c.exchanges + excluded.exchanges,
    output_tokens = c.output_tokens + excluded.output_tokens`;

/** The latest hour of which anything is known, and whether anybody looks out for values. */
const BEFORE = `
  SELECT (SELECT max(hour) FROM traffic_hour) AS latest,
         EXISTS (SELECT FROM watchlist_entry) OR EXISTS (SELECT FROM shared_indicator) AS watched`;

/**
 * Adds to the rollups, inside the transaction that wrote its exchanges and after its accounts were written
 * (whose rows it has locked, so that their pathway stands still). Records mostly come in the order of time, so that hours after
 * the latest are new, and blocks that were issued now.
 */
export async function addToRollups(tx: PoolClient, columns: RollupColumns, fresh: FreshRows): Promise<void> {
  const { accountIndicator, accountHour, reasoningBlock } = columns;
  const { rows } = await tx.query<{ latest: Date | null; watched: boolean }>(BEFORE);
  const latest = rows[0]?.latest?.getTime() ?? Number.NEGATIVE_INFINITY;
  await upsert(tx, INDICATOR, columns.indicator);
  await fresh.add(tx, ACCOUNT_INDICATOR, accountIndicator, columns.unseenPairs);
  if (rows[0]?.watched) await upsert(tx, LIVE_NEWS, accountIndicator.slice(0, 2));
  await fresh.add(tx, ACCOUNT_HOUR, accountHour, laterThan(accountHour[1] as Uint8Array, latest * 1000));
  await upsert(tx, TRAFFIC_HOUR, columns.trafficHour);
  await fresh.add(tx, REASONING_BLOCK, reasoningBlock, presentIn(reasoningBlock[2] as Uint8Array));
  await upsert(tx, CAPABILITY_DAY, columns.capabilityDay);
  await upsert(tx, MODEL, columns.model);
}

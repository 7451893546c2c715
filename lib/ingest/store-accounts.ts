import type { PoolClient } from 'pg';
import { int8Column, nullableInt4Column, parameter, textColumn, timeColumn } from '@/lib/db/array';
import { upsert } from '@/lib/db/rollup';
import { PATHWAYS } from '@/lib/model/records';
import { ACCOUNT_FIELDS, type AccountChange } from './account';
import type { AccountEvent } from './batch';

const STATUS_ORDER = "ARRAY['active', 'suspended', 'banned']";
const PATHWAY_LIST = PATHWAYS.map((pathway) => `'${pathway}'`).join(', ');

/**
 * One statement for all that a batch changes in `account` (but the status), in key order, so that two batches never
 * wait for each other in a ring. Fields that a record leaves out stay as they are.
 */
const ACCOUNT = `
  INSERT INTO account AS a (key, id, first_seen, last_seen, exchanges, created_at, rpm_limit, pathway_counted, ${ACCOUNT_FIELDS.join(', ')})
  SELECT t.key, t.id, t.first_seen, t.last_seen, t.exchanges, r.created_at, r.rpm_limit, r.pathway, ${ACCOUNT_FIELDS.map((name) => `r.${name}`).join(', ')}
  FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[])
    AS t (key, id, first_seen, last_seen, exchanges)
  LEFT JOIN unnest($6::bigint[], $7::timestamptz[], $8::integer[], ${ACCOUNT_FIELDS.map((_, i) => `$${i + 9}::text[]`).join(', ')})
    AS r (key, created_at, rpm_limit, ${ACCOUNT_FIELDS.join(', ')}) ON r.key = t.key
  ORDER BY t.key
  ON CONFLICT (key) DO UPDATE SET
    first_seen = least(a.first_seen, excluded.first_seen),
    last_seen = greatest(a.last_seen, excluded.last_seen),
    exchanges = a.exchanges + excluded.exchanges,
    created_at = coalesce(excluded.created_at, a.created_at),
    rpm_limit = coalesce(excluded.rpm_limit, a.rpm_limit),
    ${ACCOUNT_FIELDS.map((name) => `${name} = coalesce(excluded.${name}, a.${name})`).join(',\n    ')}`;

/** The same for a batch without account records, which most are. */
const TOUCH = `
  INSERT INTO account AS a (key, id, first_seen, last_seen, exchanges)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[])
  ON CONFLICT (key) DO UPDATE SET
    first_seen = least(a.first_seen, excluded.first_seen),
    last_seen = greatest(a.last_seen, excluded.last_seen),
    exchanges = a.exchanges + excluded.exchanges`;

/** A status of unknown time gives way to any with one; at one time the graver stands. */
const STATUS = `
  UPDATE account a SET status = r.status, status_at = coalesce(r.status_at, a.status_at)
  FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS r (key, status, status_at)
  WHERE a.key = r.key AND (a.status, a.status_at) IS DISTINCT FROM (r.status, r.status_at)
    AND (a.status_at IS NULL OR r.status_at > a.status_at OR (r.status_at = a.status_at
      AND array_position(${STATUS_ORDER}, r.status) > array_position(${STATUS_ORDER}, a.status)))`;

const EVENT = `
  INSERT INTO account_event AS e (account_key, occurred_at, kind, source, reason)
  SELECT account_key, occurred_at, kind, 'provider', min(reason)
  FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[]) AS r (account_key, occurred_at, kind, reason)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (account_key, occurred_at, kind) DO UPDATE SET reason = least(e.reason, excluded.reason)
  WHERE least(e.reason, excluded.reason) IS DISTINCT FROM e.reason`;

/**
 * Exchanges that name no pathway count in capability_day under that of their account. When that becomes known or
 * changes, what was counted moves along: read from the account's own rows by key.
 */
const MOVED = `
  WITH moved AS (
    SELECT key, pathway_counted AS old, pathway AS new FROM account
    WHERE key = ANY ($1::bigint[]) AND exchanges > 0 AND pathway IS DISTINCT FROM pathway_counted
  ), share AS (
    SELECT (e.occurred_at AT TIME ZONE 'UTC')::date AS day, e.capability, e.model_key, m.old, m.new,
           count(*) AS exchanges, sum(coalesce(e.output_tokens, 0)) AS output_tokens
    FROM moved m JOIN exchange e ON e.account_key = m.key AND e.pathway IS NULL
    GROUP BY 1, 2, 3, 4, 5
  ), change AS (
    SELECT day, capability, model_key, old AS name, -exchanges AS exchanges, -output_tokens AS output_tokens FROM share
    UNION ALL
    SELECT day, capability, model_key, new, exchanges, output_tokens FROM share
  )
  INSERT INTO capability_day AS c (day, capability, model_key, pathway, exchanges, output_tokens)
  SELECT day, capability, model_key, coalesce(array_position(ARRAY[${PATHWAY_LIST}], name) - 1, -1)::smallint,
         sum(exchanges), sum(output_tokens)
  FROM change
  GROUP BY 1, 2, 3, 4
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (day, capability, model_key, pathway) DO UPDATE SET
    exchanges = c.exchanges + excluded.exchanges,
    output_tokens = c.output_tokens + excluded.output_tokens`;

/** Writes the accounts that a batch touches (columns of RollupColumns.account) and what its records say of them. */
export async function storeAccounts(
  tx: PoolClient,
  touched: readonly Uint8Array[],
  changes: readonly AccountChange[],
  events: readonly AccountEvent[],
): Promise<void> {
  if (changes.length === 0) await upsert(tx, TOUCH, touched);
  else {
    await tx.query(ACCOUNT, [
      ...touched.map(parameter),
      ...[
        int8Column(changes.map(({ key }) => key)),
        timeColumn(changes.map(({ createdAt }) => createdAt)),
        nullableInt4Column(changes.map(({ rpmLimit }) => rpmLimit)),
        ...ACCOUNT_FIELDS.map((name) => textColumn(changes.map(({ fields }) => fields[name]))),
      ].map(parameter),
    ]);
  }
  const stated = changes.filter(({ status }) => status !== null);
  await upsert(tx, STATUS, [
    int8Column(stated.map(({ key }) => key)),
    textColumn(stated.map(({ status }) => status)),
    timeColumn(stated.map(({ statusAt }) => statusAt)),
  ]);
  await upsert(tx, EVENT, [
    int8Column(events.map(({ account }) => account)),
    timeColumn(events.map(({ at }) => at)),
    textColumn(events.map(({ kind }) => kind)),
    textColumn(events.map(({ reason }) => reason)),
  ]);
}

/** Moves the counts of accounts whose pathway the batch changed; after the batch's own exchanges were counted. */
export async function movePathways(tx: PoolClient, changes: readonly AccountChange[]): Promise<void> {
  const changed = changes.filter(({ fields }) => fields.pathway !== undefined);
  if (changed.length === 0) return;
  const keys = parameter(int8Column(changed.map(({ key }) => key)));
  const moved = await tx.query(MOVED, [keys]);
  if (moved.rowCount) await tx.query('DELETE FROM capability_day WHERE exchanges = 0');
  await tx.query(
    'UPDATE account SET pathway_counted = pathway WHERE key = ANY ($1::bigint[]) AND pathway IS DISTINCT FROM pathway_counted',
    [keys],
  );
}

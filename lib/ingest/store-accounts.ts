import type { PoolClient } from 'pg';
import { int8Column, nullableInt4Column, parameter, textColumn, timeColumn } from '@/lib/db/array';
import { upsert } from '@/lib/db/fresh';
import { PATHWAYS } from '@/lib/model/records';
import { ACCOUNT_FIELDS, type AccountChange, derivesSomething, saysSomething } from './account';
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

const PAYMENT = ['payment_fingerprint', 'payment_bin', 'payment_country', 'payment_kind'] as const;
const FILLED = ['country', 'signup_asn'] as const;
const paid = 'r.payment_at >= coalesce(a.payment_at, r.payment_at)';
const fills = (name: string) => `r.${name} IS NOT NULL AND (a.${name} IS NULL OR a.derived ? '${name}')`;

/**
 * Derived values fill what nobody has said, or was derived before; a payment of a known time takes the place of an earlier one. For each
 * such field `derived` says where it comes from, which ends when a record says it.
 */
const DERIVED = `
  UPDATE account a SET
    ${FILLED.map((name) => `${name} = CASE WHEN ${fills(name)} THEN r.${name} ELSE a.${name} END`).join(',\n    ')},
    ${PAYMENT.map(
      (
        name,
      ) => `${name} = CASE WHEN ${paid} AND r.payment_fingerprint IS DISTINCT FROM a.payment_fingerprint THEN r.${name}
      WHEN ${paid} THEN coalesce(r.${name}, a.${name}) ELSE a.${name} END`,
    ).join(',\n    ')},
    payment_at = greatest(a.payment_at, r.payment_at),
    derived = jsonb_strip_nulls(a.derived || r.marks
      ${FILLED.map((name) => `|| CASE WHEN ${fills(name)} THEN jsonb_build_object('${name}', r.${name}_from) ELSE '{}' END`).join('\n      ')}
      || CASE WHEN ${paid} THEN jsonb_build_object('payment_fingerprint', r.payment_from) ELSE '{}' END)
  FROM (SELECT key, marks::jsonb AS marks, country, country_from, signup_asn, signup_asn_from, payment_at, payment_from,
               ${PAYMENT.join(', ')}
          FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[],
                      $9::text[], $10::text[], $11::text[], $12::text[])
            AS u (key, marks, country, country_from, signup_asn, signup_asn_from, payment_at, payment_from, ${PAYMENT.join(', ')})) r
  WHERE a.key = r.key AND (r.payment_at IS NOT NULL OR ${FILLED.map((name) => `r.${name} IS NOT NULL`).join(' OR ')}
    OR jsonb_strip_nulls(a.derived || r.marks) <> a.derived)`;

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
  const said = changes.filter(saysSomething);
  if (said.length === 0) await upsert(tx, TOUCH, touched);
  else {
    await tx.query(ACCOUNT, [
      ...touched.map(parameter),
      ...[
        int8Column(said.map(({ key }) => key)),
        timeColumn(said.map(({ createdAt }) => createdAt)),
        nullableInt4Column(said.map(({ rpmLimit }) => rpmLimit)),
        ...ACCOUNT_FIELDS.map((name) => textColumn(said.map(({ fields }) => fields[name]))),
      ].map(parameter),
    ]);
  }
  const derived = changes.filter(derivesSomething);
  await upsert(tx, DERIVED, [
    int8Column(derived.map(({ key }) => key)),
    textColumn(derived.map(({ marks }) => JSON.stringify(marks))),
    ...FILLED.flatMap((name) => [
      textColumn(derived.map(({ filled }) => filled[name]?.value)),
      textColumn(derived.map(({ filled }) => filled[name]?.from)),
    ]),
    timeColumn(derived.map(({ payment }) => payment?.at ?? Number.NaN)),
    textColumn(derived.map(({ payment }) => payment?.from)),
    ...PAYMENT.map((name) => textColumn(derived.map(({ payment }) => payment?.fields[name]))),
  ]);
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

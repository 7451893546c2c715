import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Traffic } from './base-time';

/** A hash of the sources in this bundle that judge (scripts/prepare.mjs); unset where sources run as they are. */
const BUILD = process.env.RETORT_BUILD ?? 'source';

/**
 * A digest of all that the base `at` of a run at `until` (milliseconds) rests on: the exchanges by hour, which only ever become more; what was
 * known then of accounts, their events, models and shared indicators; how findings are weighed (`detectors`), and the code. When a late record or a changed
 * account makes another digest, what was found at `at` before does not hold any more.
 */
export async function baseDigest(
  tx: PoolClient,
  {
    at,
    until,
    windowDays,
    detectors = '',
  }: { at: number; until: number; windowDays: number; detectors?: string },
  traffic: Traffic,
): Promise<string> {
  const hash = createHash('sha256').update(`${BUILD}\0${at}\0${windowDays}\n`);
  if (detectors !== '') hash.update(`${detectors}\n`);
  for (const hour of traffic.hours) if (hour.at < at) hash.update(`${hour.at} ${hour.exchanges}\n`);
  if (at === until) hash.update(`${traffic.rest}\n`);
  const { rows } = await tx.query<Record<string, string>>(
    `SELECT
       (SELECT ${sumOf(`(key, id, created_at, rpm_limit, ${ACCOUNT_COLUMNS})`)} FROM account WHERE created_at <= $1) AS accounts,
       (SELECT ${sumOf('(key, status, status_at)')} FROM account WHERE status_at <= $1) AS statuses,
       (SELECT ${sumOf('(account_key, occurred_at, kind)')} FROM account_event WHERE occurred_at <= $1) AS events,
       (SELECT ${sumOf('(key, name, released_at)')} FROM model WHERE released_at <= $1) AS models,
       (SELECT ${sumOf('(indicator_key, source, kind, value, confidence, valid_until, note, stix_id, way, keys, network, valid_from, tlp)')} FROM shared_indicator) AS shared`,
    [new Date(at)],
  );
  return hash.update(JSON.stringify(rows[0])).digest('hex');
}

const ACCOUNT_COLUMNS = `pathway, plan, country, organization, email_domain, email_pattern, email_hash, phone_hash, payment_fingerprint,
  payment_bin, payment_country, payment_kind, signup_ip, signup_asn, device_id, ja4, verified, declared_use`;

/** How many rows there are, and a sum over their hashes that does not depend on their order. */
function sumOf(columns: string): string {
  return `count(*) || ' ' || coalesce(sum(hashtextextended(${columns}::text, 0)), 0)`;
}

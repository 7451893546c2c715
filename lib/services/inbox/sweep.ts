import { getPool } from '@/lib/db/pool';

/** Rejects of one source that are kept, and days that the rows themselves are. */
const MOST_REJECTS = 10_000;
const RAW_DAYS = 7;
const REJECT_DAYS = 30;
const MINUTE_DAYS = 30;
/** Stripe sends an event again for three days, and disputes come months after the payment. */
const STRIPE_EVENT_DAYS = 30;
const STRIPE_REF_DAYS = 400;
/** Hours that the receipts of single turns are kept, of which there may be one a second. */
const BATCH_HOURS = 6;

/** Forgets what the inbox need not remember: old rejects, figures of minutes, receipts of turns. */
export async function sweepInbox(now: Date): Promise<void> {
  const pool = getPool();
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  await pool.query('UPDATE inbox_reject SET raw = NULL WHERE raw IS NOT NULL AND rejected_at < $1', [
    before(24 * RAW_DAYS),
  ]);
  await pool.query('DELETE FROM inbox_reject WHERE rejected_at < $1', [before(24 * REJECT_DAYS)]);
  await pool.query(
    `DELETE FROM inbox_reject r USING (
       SELECT source, rejected_at FROM (SELECT name AS source FROM source) s CROSS JOIN LATERAL (
         SELECT rejected_at FROM inbox_reject i WHERE i.source = s.source
          ORDER BY rejected_at DESC, inbox_id DESC, line DESC, ordinal DESC OFFSET ${MOST_REJECTS} LIMIT 1) edge) e
      WHERE r.source = e.source AND r.rejected_at <= e.rejected_at`,
  );
  await pool.query('DELETE FROM source_minute WHERE minute < $1', [before(24 * MINUTE_DAYS)]);
  await pool.query('DELETE FROM stripe_event WHERE received_at < $1', [before(24 * STRIPE_EVENT_DAYS)]);
  await pool.query("DELETE FROM stripe_ref WHERE seen_at < $1 AND ref NOT LIKE 'cus\\_%'", [
    before(24 * STRIPE_REF_DAYS),
  ]);
  // The last of each stays: detection asks by it whether anything is new.
  await pool.query(
    `DELETE FROM ingest_batch b WHERE b.source LIKE 'inbox:%' AND b.started_at < $1
        AND EXISTS (SELECT 1 FROM ingest_batch n WHERE n.started_at > b.started_at AND n.source = b.source)`,
    [before(BATCH_HOURS)],
  );
}

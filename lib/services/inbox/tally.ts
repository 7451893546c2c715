import type { PoolClient } from 'pg';
import type { Receipt } from '@/lib/model/records';

/** Bodies, their bytes, and the records in them that were accepted, known and rejected. */
export type Figures = [bodies: number, bytes: number, accepted: number, duplicates: number, rejected: number];

/** Adds to what a source sent in the minute. */
export async function addMinute(tx: PoolClient, name: string, now: Date, figures: Figures): Promise<void> {
  await tx.query(
    `INSERT INTO source_minute AS m (source, minute, bodies, bytes, accepted, duplicates, rejected)
     VALUES ($1, date_trunc('minute', $2::timestamptz), $3, $4, $5, $6, $7)
     ON CONFLICT (source, minute) DO UPDATE SET bodies = m.bodies + excluded.bodies, bytes = m.bytes + excluded.bytes,
       accepted = m.accepted + excluded.accepted, duplicates = m.duplicates + excluded.duplicates,
       rejected = m.rejected + excluded.rejected`,
    [name, now, ...figures],
  );
}

/** Counts a body for its source that was taken in as it came, past the inbox. `batch`: its row in `ingest_batch`. */
export async function tallyIntake(
  tx: PoolClient,
  source: { name: string; format: string },
  batch: string,
  now: Date,
  bytes: number,
  { accepted, duplicates, rejected }: Receipt,
): Promise<void> {
  const figures: Figures = [1, bytes, accepted, duplicates, rejected];
  await tx.query(
    `INSERT INTO source AS s (name, format, bodies, bytes, accepted, duplicates, rejected, last_received_at, last_taken_at, newest_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, (SELECT newest_at FROM ingest_batch WHERE id = $9))
     ON CONFLICT (name) DO UPDATE SET bodies = s.bodies + excluded.bodies, bytes = s.bytes + excluded.bytes,
       accepted = s.accepted + excluded.accepted, duplicates = s.duplicates + excluded.duplicates, rejected = s.rejected + excluded.rejected,
       last_received_at = greatest(s.last_received_at, excluded.last_received_at),
       last_taken_at = greatest(s.last_taken_at, excluded.last_taken_at), newest_at = greatest(s.newest_at, excluded.newest_at)`,
    [source.name, source.format, ...figures, now, batch],
  );
  await addMinute(tx, source.name, now, figures);
}

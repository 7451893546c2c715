import { getPool, transaction } from '@/lib/db/pool';
import { hasJob } from '@/lib/jobs/has-job';
import { askToWrite } from '@/lib/services/case/request';

/** Forgotten in one sweep. */
const FORGET = 20;

/**
 * Asks again for case files that no job is going to write (asked for before the first worker ran, or given up), and forgets the bytes
 * of those that have expired: what they were, and their hash, stays. Answers how many of each.
 */
export async function sweepCases(
  now: () => Date = () => new Date(),
): Promise<{ asked: number; forgotten: number }> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT f.id FROM case_file f
      WHERE f.status = 'waiting' AND NOT ${hasJob("'case:' || f.id")}
      ORDER BY f.requested_at`,
  );
  for (const { id } of rows) await transaction((tx) => askToWrite(tx, id));
  const { rowCount } = await getPool().query(
    `DELETE FROM case_file_piece WHERE case_file_id IN (
       SELECT f.id FROM case_file f
        WHERE f.status = 'done' AND f.expires_at <= $1 AND EXISTS (SELECT 1 FROM case_file_piece p WHERE p.case_file_id = f.id)
        LIMIT ${FORGET})`,
    [now()],
  );
  return { asked: rows.length, forgotten: rowCount ?? 0 };
}

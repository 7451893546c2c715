import type { PoolClient } from 'pg';
import type { Rejected } from '@/lib/ingest/batch';
import { storable } from '@/lib/ingest/storable';
import { mask } from '@/lib/text/mask';

/** Rejected rows of one intake that are kept; all are counted. */
export const MOST_REJECTS = 1_000;
const EXCERPT = 300;

/** A rejected row, its line being that of the body with the id. */
export type PlacedReject = Rejected & { id: bigint };

/** Rows by body, line and their order in it, so that taking a body in again keeps each once. */
export async function keepRejects(
  tx: PoolClient,
  name: string,
  now: Date,
  rejects: readonly PlacedReject[],
): Promise<void> {
  if (rejects.length === 0) return;
  let ordinal = 0;
  const ordinals = rejects.map(({ id, line }, i) => {
    const before = rejects[i - 1];
    ordinal = before?.id === id && before.line === line ? ordinal + 1 : 0;
    return ordinal;
  });
  await tx.query(
    `INSERT INTO inbox_reject (source, rejected_at, inbox_id, line, ordinal, code, message, excerpt, raw)
     SELECT $1, $2, id, line, ordinal, code, message, excerpt, convert_to(raw, 'UTF8')
       FROM unnest($3::bigint[], $4::int[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[])
              AS d (id, line, ordinal, code, message, excerpt, raw)
     ON CONFLICT DO NOTHING`,
    [
      name,
      now,
      rejects.map(({ id }) => id),
      rejects.map(({ line }) => line),
      ordinals,
      rejects.map(({ code }) => code),
      rejects.map(({ message }) => message.slice(0, 500)),
      rejects.map(({ raw }) =>
        raw === undefined ? null : storable(mask(raw.slice(0, 2 * EXCERPT)).slice(0, EXCERPT)),
      ),
      // JSON that was parsed may hold halves of surrogate pairs only as escapes; text that was none may hold NULs.
      rejects.map(({ raw }) => (raw === undefined || raw.includes('\0') ? null : storable(raw))),
    ],
  );
}

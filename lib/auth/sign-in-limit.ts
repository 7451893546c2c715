import { createHash, randomUUID } from 'node:crypto';
import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';

/** Attempts for one e-mail address in one window, from wherever they come: addresses of callers can be forged. */
export const ATTEMPTS_PER_ADDRESS = 30;
export const WINDOW_SECONDS = 15 * 60;

/**
 * Counts an attempt to sign in as `email`. RetortError `busy`, with the seconds to wait as `retry_after`, once there were
 * too many in this window. Whether the address exists makes no difference.
 */
export async function countSignIn(email: string, now: Date = new Date()): Promise<void> {
  const key = `sign-in:${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;
  const { rows } = await getPool().query<{ count: number; last_request: bigint }>(
    `INSERT INTO auth_rate_limit AS l (id, key, count, last_request) VALUES ($1, $2, 1, $3)
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN l.last_request <= $3 - $4 THEN 1 ELSE l.count + 1 END,
       last_request = CASE WHEN l.last_request <= $3 - $4 THEN $3 ELSE l.last_request END
     RETURNING count, last_request`,
    [randomUUID(), key, now.getTime(), WINDOW_SECONDS * 1_000],
  );
  const row = rows[0];
  if (!row || row.count <= ATTEMPTS_PER_ADDRESS) return;
  const left = Math.ceil((Number(row.last_request) + WINDOW_SECONDS * 1_000 - now.getTime()) / 1_000);
  throw new RetortError(
    'busy',
    `Too many attempts for this address. Try again in ${Math.ceil(left / 60)} minutes.`,
    {
      retry_after: left,
    },
  );
}

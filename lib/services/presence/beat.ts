import type { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { type Actor, may } from '@/lib/model/access';
import { type Presence, presenceInput } from '@/lib/model/console/presence';
import { RetortError } from '@/lib/model/errors';
import { PRESENCE_MS } from '@/lib/model/queue';

const MOST_SHOWN = 50;
const FORGOTTEN_MS = 60 * PRESENCE_MS;

/**
 * Notes that a window of the person is open at `now` and which alert it shows, and tells who else is here. No verb: it is
 * worthless a minute later, so no audit entry keeps it. RetortError `forbidden` for keys and the system, `invalid`.
 */
export async function beat(
  raw: z.input<typeof presenceInput>,
  { actor, now = () => new Date() }: { actor: Actor; now?: () => Date },
): Promise<Presence> {
  if (actor.kind !== 'person' || !may(actor, 'self.secure')) {
    throw new RetortError('forbidden', 'Only people are shown as being here.', { right: 'self.secure' });
  }
  const parsed = presenceInput.safeParse(raw);
  if (!parsed.success) throw new RetortError('invalid', 'This is no sign of life of a window.');
  const { tab, alert } = parsed.data;
  const at = now();
  const pool = getPool();
  await pool.query(
    `INSERT INTO presence (person_id, tab, alert_id, seen_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, tab) DO UPDATE SET alert_id = excluded.alert_id, seen_at = excluded.seen_at`,
    [actor.id, tab, alert, at],
  );
  await pool.query('DELETE FROM presence WHERE seen_at < $1', [new Date(at.getTime() - FORGOTTEN_MS)]);
  const [others, looked] = await Promise.all([
    pool.query<Presence['here'][number]>(
      `SELECT p.person_id AS id, coalesce(nullif(u.name, ''), 'Unnamed') AS name,
              coalesce(array_agg(DISTINCT p.alert_id) FILTER (WHERE p.alert_id IS NOT NULL), '{}') AS alerts
       FROM presence p JOIN auth_user u ON u.id = p.person_id AND NOT u.banned
       WHERE p.seen_at > $1 AND p.person_id <> $2 GROUP BY 1, 2 ORDER BY 2, 1 LIMIT ${MOST_SHOWN}`,
      [new Date(at.getTime() - PRESENCE_MS), actor.id],
    ),
    pool.query<{ id: string; version: number }>('SELECT id, version FROM alert WHERE id = $1', [alert]),
  ]);
  return { here: others.rows, looking_at: looked.rows[0] ?? null };
}

import type pg from 'pg';
import { RetortError } from '@/lib/model/errors';

/**
 * The pull target that a receiver means: the one it names, else the only one. RetortError `not_found`, or `invalid` when there
 * are several and none is named.
 */
export async function pullTarget(db: Pick<pg.Pool, 'query'>, named: string | undefined): Promise<string> {
  const { rows } = await db.query<{ id: string; paused: boolean }>(
    `SELECT id, paused_at IS NOT NULL AS paused FROM target
      WHERE kind = 'pull' AND removed_at IS NULL AND ($1::text IS NULL OR id = $1) ORDER BY created_at LIMIT 2`,
    [named ?? null],
  );
  const [only, another] = rows;
  if (!only) {
    const facts = { entity: 'target', ...(named === undefined ? {} : { id: named }) };
    throw new RetortError(
      'not_found',
      named ? `There is no pull target ${named}.` : 'There is no pull target.',
      facts,
    );
  }
  if (another) {
    const message = 'There are several pull targets: say which.';
    throw new RetortError('invalid', `target: ${message}`, { issues: [{ path: 'target', message }] });
  }
  if (only.paused) throw new RetortError('precondition', 'This target is paused: its orders wait.');
  return only.id;
}

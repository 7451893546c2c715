import type { Pool, PoolClient } from 'pg';
import { RetortError } from '@/lib/model/errors';
import type { Undoable } from '@/lib/model/moves';
import type { Stood } from './record';

/** A decision that may be taken back. */
export interface Undo {
  decision_id: string;
  campaign_id: string;
  other_id: string | null;
  kind: Undoable;
  actor_name: string;
  decided_at: Date;
  stood: Stood;
}

/**
 * The last decision about a campaign, or about another one that concerned it, when it can be taken back: nothing was decided about
 * either since. A dismissal as a duplicate does not concern the other one.
 */
export async function lastDecision(db: Pool | PoolClient, id: string): Promise<Undo | null> {
  const { rows } = await db.query<Undo & { later: string | null }>(
    `SELECT u.decision_id, u.campaign_id, u.other_id, u.stood, d.kind, d.actor_name, d.decided_at, ${LATER} AS later
       FROM decision_undo u JOIN decision d ON d.id = u.decision_id
      WHERE (u.campaign_id = $1 OR (u.other_id = $1 AND d.kind IN ('merge', 'split'))) AND u.undone_at IS NULL
      ORDER BY u.seq DESC LIMIT 1`,
    [id],
  );
  const [last] = rows;
  return last && last.later === null ? last : null;
}

/** Somebody who decided about either campaign later, other than what was undone again. */
const LATER = `
  (SELECT l.actor_name FROM decision l LEFT JOIN decision_undo v ON v.decision_id = l.id
    WHERE l.campaign_id IN (u.campaign_id, CASE WHEN d.kind IN ('merge', 'split') THEN u.other_id END)
      AND l.id <> d.id AND l.kind <> 'undo' AND v.undone_at IS NULL
      AND (l.decided_at > d.decided_at OR (l.decided_at = d.decided_at AND (v.seq IS NULL OR v.seq > u.seq)))
    ORDER BY l.decided_at DESC LIMIT 1)`;

/** The decision, if it is the last one about the campaign and nothing rests on it. RetortError `precondition` says why not. */
export async function requireLast(
  tx: PoolClient,
  { id, decisionId }: { id: string; decisionId: string },
): Promise<Undo> {
  const { rows } = await tx.query<Undo & { later: string | null; undone_by: string | null }>(
    `SELECT u.decision_id, u.campaign_id, u.other_id, u.stood, u.undone_by, d.kind, d.actor_name, d.decided_at,
            ${LATER} AS later
       FROM decision_undo u JOIN decision d ON d.id = u.decision_id
      WHERE u.decision_id = $1 AND (u.campaign_id = $2 OR (u.other_id = $2 AND d.kind IN ('merge', 'split')))`,
    [decisionId, id],
  );
  const [undo] = rows;
  if (!undo)
    throw new RetortError('not_found', 'There is no decision about this campaign that could be taken back.', {
      entity: 'decision',
      id: decisionId,
    });
  if (undo.undone_by !== null)
    throw new RetortError('precondition', `${undo.undone_by} has already taken it back.`);
  if (undo.later !== null)
    throw new RetortError(
      'precondition',
      `${undo.later} has decided more since: what came later rests on it.`,
    );
  return undo;
}

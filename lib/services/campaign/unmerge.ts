import type { VerbWork } from '@/lib/services/verb';
import { type CampaignState, openAgain, recount, type Stood, settle } from './record';

/**
 * Takes a campaign that was merged by decision out of the other one: its accounts are its own again, as the other one knew them
 * last, and so are its alerts. Leaves the campaign's own status and version to the caller. Answers how the other one stands.
 */
export async function unmerge(
  id: string,
  other: CampaignState,
  stood: Stood | null,
  work: VerbWork,
): Promise<Awaited<ReturnType<typeof settle>>> {
  const { tx, now } = work;
  await tx.query(
    `UPDATE campaign SET merged_into = NULL, merged_by = NULL,
            current = EXISTS (SELECT FROM campaign_account m JOIN campaign o ON o.id = m.campaign_id
                               WHERE m.campaign_id = $2 AND m.part = $1 AND o.current)
      WHERE id = $1`,
    [id, other.id],
  );
  // What was merged into it before goes along with it.
  const parts = await tx.query<{ id: string }>(
    `WITH RECURSIVE under AS (
       SELECT $1::text AS id UNION SELECT c.id FROM campaign c JOIN under u ON c.merged_into = u.id AND c.merged_by IS NOT NULL)
     SELECT id FROM under`,
    [id],
  );
  const under = parts.rows.map((part) => part.id);
  await tx.query(GIVE_BACK, [id, other.id, under]);
  // What was decided meanwhile about accounts of it goes along.
  await tx.query(EXCLUSIONS, [id, other.id, under]);
  await tx.query(SPLITS, [id, other.id]);
  await tx.query(
    `DELETE FROM campaign_account m WHERE m.campaign_id = $1 AND (
       EXISTS (SELECT FROM campaign_exclusion x WHERE x.campaign_id = $1 AND x.account_key = m.account_key AND x.kind = 'excluded')
       OR EXISTS (SELECT FROM campaign_split s WHERE s.campaign_id = $1 AND s.account_key = m.account_key))`,
    [id],
  );
  await recount(tx, id);
  if (stood?.other)
    await tx.query(
      'UPDATE campaign SET current = current AND $2, first_seen = $3, last_seen = $4 WHERE id = $1',
      [other.id, stood.other.current, stood.other.first_seen, stood.other.last_seen],
    );
  const moved = await tx.query<{ id: string }>(
    `UPDATE alert SET campaign_id = $2, changed_at = $3, version = version + 1
      WHERE id = ANY($1) AND campaign_id = $4 RETURNING id`,
    [stood?.alerts ?? [], id, now, other.id],
  );
  for (const alert of moved.rows)
    work.audit({
      entity: 'alert',
      entityId: alert.id,
      before: { campaign_id: other.id },
      after: { campaign_id: id },
    });
  await openAgain(
    moved.rows.map((alert) => alert.id),
    work,
  );
  return settle(other, work);
}

const EXCLUSIONS = `
  INSERT INTO campaign_exclusion (campaign_id, account_key, kind, reason, listed, decision_id, actor_name, excluded_at)
  SELECT $1, account_key, kind, reason, listed, decision_id, actor_name, excluded_at FROM campaign_exclusion
   WHERE campaign_id = $2 AND listed ->> 'part' = ANY($3::text[]) ON CONFLICT DO NOTHING`;

const SPLITS = `
  INSERT INTO campaign_split (campaign_id, account_key, into_id, decision_id)
  SELECT $1, s.account_key, s.into_id, s.decision_id FROM campaign_split s
    JOIN campaign_account m ON m.campaign_id = $1 AND m.account_key = s.account_key
   WHERE s.campaign_id = $2 AND s.into_id <> $1 ON CONFLICT DO NOTHING`;

const GIVE_BACK = `
  WITH gone AS (DELETE FROM campaign_account WHERE campaign_id = $2 AND part = ANY($3::text[]) RETURNING *)
  INSERT INTO campaign_account AS c (campaign_id, account_key, membership, harvest_share, role, reasons, recommended_action,
                                exchanges, harvest_exchanges, looks_innocent, joined_at, part)
  SELECT $1, account_key, membership, harvest_share, role, reasons, recommended_action, exchanges, harvest_exchanges,
         looks_innocent, joined_at, nullif(part, $1)
    FROM gone
  ON CONFLICT (campaign_id, account_key) DO UPDATE SET membership = excluded.membership, harvest_share = excluded.harvest_share,
    role = excluded.role, reasons = excluded.reasons, recommended_action = excluded.recommended_action,
    exchanges = excluded.exchanges, harvest_exchanges = excluded.harvest_exchanges,
    looks_innocent = excluded.looks_innocent, joined_at = excluded.joined_at, part = excluded.part`;

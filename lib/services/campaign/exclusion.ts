import { describeActor } from '@/lib/services/audit/append';
import type { VerbWork } from '@/lib/services/verb';

interface Judged {
  /** Only in this campaign; null for every campaign the accounts are in. */
  campaignId: string | null;
  keys: readonly bigint[];
  kind: 'excluded' | 'reinstated';
  reason: string;
  decisionId: string;
  /** Who decided it, where that is not who acts. */
  actorName?: string;
}

/**
 * Remembers what was known of accounts' memberships when a person decided against them, so that no run lists them there
 * again on the same evidence. Answers how many memberships there were.
 */
export async function rememberMembers(judged: Judged, { tx, actor, now }: VerbWork): Promise<number> {
  const { campaignId, keys, kind, reason, decisionId, actorName = describeActor(actor).name } = judged;
  const { rowCount } = await tx.query(
    `INSERT INTO campaign_exclusion (campaign_id, account_key, kind, reason, listed, decision_id, actor_name, excluded_at)
     SELECT m.campaign_id, m.account_key, $3, $4, to_jsonb(m) - 'campaign_id' - 'account_key', $5, $6, $7
       FROM campaign_account m WHERE m.account_key = ANY($2::bigint[]) AND ($1::text IS NULL OR m.campaign_id = $1)
     ON CONFLICT (campaign_id, account_key) DO UPDATE SET kind = excluded.kind, reason = excluded.reason,
       listed = excluded.listed, decision_id = excluded.decision_id, actor_name = excluded.actor_name,
       excluded_at = excluded.excluded_at`,
    [campaignId, keys, kind, reason, decisionId, actorName, now],
  );
  return rowCount ?? 0;
}

/** A ban or a suspension ends the protection that a reinstatement gave. */
export async function forgetReinstatements(
  keys: readonly bigint[],
  { tx }: Pick<VerbWork, 'tx'>,
): Promise<void> {
  await tx.query(
    "DELETE FROM campaign_exclusion WHERE account_key = ANY($1::bigint[]) AND kind = 'reinstated'",
    [keys],
  );
}

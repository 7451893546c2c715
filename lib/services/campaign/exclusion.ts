import { describeActor } from '@/lib/services/audit/append';
import type { VerbWork } from '@/lib/services/verb';

interface Judged {
  /** Only in this campaign; null for every campaign the account is in. */
  campaignId: string | null;
  key: bigint;
  kind: 'excluded' | 'reinstated';
  reason: string;
  decisionId: string;
}

/**
 * Remembers what was known of an account's membership when a person decided against it, so that no run lists it there
 * again on the same evidence. Answers in how many campaigns it was a member.
 */
export async function rememberMembership({ key, ...judged }: Judged, work: VerbWork): Promise<number> {
  return rememberMembers({ ...judged, keys: [key] }, work);
}

/** As {@link rememberMembership}, for many accounts at once. Answers how many memberships those were. */
export async function rememberMembers(
  judged: Omit<Judged, 'key'> & { keys: readonly bigint[] },
  { tx, actor, now }: VerbWork,
): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO campaign_exclusion (campaign_id, account_key, kind, reason, listed, decision_id, actor_name, excluded_at)
     SELECT m.campaign_id, m.account_key, $3, $4, to_jsonb(m) - 'campaign_id' - 'account_key', $5, $6, $7
       FROM campaign_account m WHERE m.account_key = ANY($2::bigint[]) AND ($1::text IS NULL OR m.campaign_id = $1)
     ON CONFLICT (campaign_id, account_key) DO UPDATE SET kind = excluded.kind, reason = excluded.reason,
       listed = excluded.listed, decision_id = excluded.decision_id, actor_name = excluded.actor_name,
       excluded_at = excluded.excluded_at`,
    [
      judged.campaignId,
      judged.keys,
      judged.kind,
      judged.reason,
      judged.decisionId,
      describeActor(actor).name,
      now,
    ],
  );
  return rowCount ?? 0;
}

/** A ban ends the protection that a reinstatement gave. */
export async function forgetReinstatement(key: bigint, { tx }: VerbWork): Promise<void> {
  await tx.query("DELETE FROM campaign_exclusion WHERE account_key = $1 AND kind = 'reinstated'", [key]);
}

import type { CampaignStatus } from '@/lib/model/campaign';
import { type AccountStatus, afterEnforcement, type OrderKind } from '@/lib/model/decision';
import type { VerbWork } from '@/lib/services/verb';

interface Subject {
  key: bigint;
  id: string;
  /** Before it was done. */
  status: AccountStatus;
}

interface Followed {
  kind: OrderKind;
  reason: string;
  actorName: string;
  batchId: string | null;
  subjects: readonly Subject[];
  /** Those among them whose status changed. */
  moved: readonly Subject[];
}

interface Row {
  id: string;
  status: CampaignStatus;
  version: number;
  judged: boolean;
  /** Subjects in it, how many of its accounts can act more or fewer than before, and whether any can. */
  accounts: number;
  gained: number;
  any: boolean;
}

const SINGLE = {
  ban: 'account_banned',
  reinstate: 'account_reinstated',
  suspend: 'account_suspended',
} as const;

/**
 * Writes what was done to accounts into their campaigns, and moves those between confirmed and contained. Of a batch each campaign
 * has one event, which counts up as the batch goes on.
 */
export async function followInCampaigns(followed: Followed, work: VerbWork): Promise<void> {
  const { tx, now, newId, audit } = work;
  const { kind, reason, actorName, batchId, subjects, moved } = followed;
  const campaigns = await touched(followed, work);
  const event = async (id: string, campaignId: string, eventKind: string, summary: string, details: object) =>
    tx.query(
      `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, campaignId, now, eventKind, actorName, summary, JSON.stringify(details)],
    );
  for (const campaign of campaigns) {
    const of: Record<string, unknown> =
      batchId === null ? { account_id: subjects[0]?.id } : { batch_id: batchId };
    if (batchId !== null) {
      await tx.query(
        `INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, actor_name, summary, details)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET details = jsonb_set(
           campaign_event.details, '{accounts}', to_jsonb((campaign_event.details ->> 'accounts')::int + $8::int))`,
        [
          `${batchId}:${campaign.id}`,
          campaign.id,
          now,
          `batch_${kind}`,
          actorName,
          reason,
          JSON.stringify({ ...of, accounts: campaign.accounts }),
          campaign.accounts,
        ],
      );
    } else if (kind in SINGLE) {
      await event(newId(), campaign.id, SINGLE[kind as keyof typeof SINGLE], reason, of);
    }
    if (moved.length === 0) continue;
    const next = afterEnforcement(campaign.status, campaign.any ? 1 : 0);
    // A run contains also what nobody has judged: that is suspected again, not confirmed.
    const status = next === 'confirmed' && !campaign.judged ? 'suspected' : next;
    const changed = status !== campaign.status;
    await tx.query(
      `UPDATE campaign SET active_accounts = greatest(0, active_accounts + $2), status = $3,
              contained_at = CASE WHEN $4 THEN $5::timestamptz ELSE contained_at END, version = version + $6 WHERE id = $1`,
      [campaign.id, campaign.gained, status, changed, status === 'contained' ? now : null, changed ? 1 : 0],
    );
    if (!changed) continue;
    if (status === 'contained')
      await event(newId(), campaign.id, 'contained', 'No account of this campaign can act any more.', of);
    else await event(newId(), campaign.id, 'reopened', 'An account of this campaign can act again.', of);
    audit({
      entity: 'campaign',
      entityId: campaign.id,
      before: { status: campaign.status, version: campaign.version },
      after: { status, version: campaign.version + 1 },
    });
  }
}

/** The campaigns of the subjects, locked: of two who ban the last two accounts the second sees the first one's ban. */
async function touched({ kind, subjects, moved }: Followed, { tx }: VerbWork): Promise<Row[]> {
  const keys = subjects.map(({ key }) => key);
  const locked = await tx.query<{ id: string }>(
    `SELECT id FROM campaign WHERE id IN (SELECT campaign_id FROM campaign_account WHERE account_key = ANY($1::bigint[]))
      ORDER BY id FOR UPDATE`,
    [keys],
  );
  if (locked.rows.length === 0) return [];
  const gain =
    kind === 'reinstate'
      ? moved.map(({ key }) => key)
      : moved.filter(({ status }) => status === 'active').map(({ key }) => key);
  const { rows } = await tx.query<Row>(
    `SELECT c.id, c.status, c.version, c.decided_at IS NOT NULL AS judged, n.accounts, n.gained * $4::int AS gained,
            EXISTS (SELECT 1 FROM campaign_account m JOIN account a ON a.key = m.account_key
                     WHERE m.campaign_id = c.id AND a.status = 'active') AS any
       FROM campaign c
       JOIN (SELECT campaign_id, count(*)::int AS accounts, (count(*) FILTER (WHERE account_key = ANY($3::bigint[])))::int AS gained
               FROM campaign_account WHERE account_key = ANY($2::bigint[]) GROUP BY 1) n ON n.campaign_id = c.id
      WHERE c.id = ANY($1::text[]) ORDER BY c.id`,
    [locked.rows.map(({ id }) => id), keys, gain, kind === 'reinstate' ? 1 : -1],
  );
  return rows;
}

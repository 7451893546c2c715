import type { PoolClient } from 'pg';
import type { Actor } from '@/lib/model/access';
import type { ShareRow } from '@/lib/model/console/sharing';
import { COLLECTION_TLP, COLLECTIONS, type Collection, type SharedTlp } from '@/lib/model/share-words';
import { enqueue } from '@/lib/services/order/enqueue';

export const SHARE_WORKER: Actor = { kind: 'system', name: 'Retort (worker)' };

export interface ShareSql {
  campaign_id: string;
  tlp: SharedTlp;
  level: ShareRow['level'];
  status: ShareRow['status'];
  reason: string;
  requested_by_name: string;
  requested_at: Date;
  settled_at: Date | null;
  cutoff: Date | null;
  objects: number | null;
  trouble: string | null;
  version: number;
}

export function shareView(row: ShareSql): ShareRow {
  return {
    tlp: row.tlp,
    level: row.level,
    status: row.status,
    reason: row.reason,
    requested_by: row.requested_by_name,
    requested_at: row.requested_at.toISOString(),
    settled_at: row.settled_at?.toISOString() ?? null,
    cutoff: row.cutoff?.toISOString() ?? null,
    objects: row.objects,
    trouble: row.trouble,
  };
}

/** The collection of a marking that can be shared at. */
export function collectionAt(tlp: SharedTlp): Collection {
  return COLLECTIONS.find((each) => COLLECTION_TLP[each] === tlp) as Collection;
}

/** Whose objects those of a campaign are. */
export const ownerOf = (campaignId: string) => `campaign:${campaignId}`;

/** The share of a campaign at a marking, locked. */
export async function lockShare(
  tx: PoolClient,
  campaignId: string,
  tlp: SharedTlp,
): Promise<ShareSql | undefined> {
  const { rows } = await tx.query<ShareSql>(
    'SELECT * FROM campaign_share WHERE campaign_id = $1 AND tlp = $2 FOR UPDATE',
    [campaignId, tlp],
  );
  return rows[0];
}

/** Asks the worker to publish or to take back what is due of a campaign: a case is read first, and one may take much memory. */
export function askToSettle(tx: PoolClient, campaignId: string): Promise<void> {
  return enqueue(tx, {
    task: 'settle-shares',
    payload: { campaign_id: campaignId },
    key: `share:${campaignId}`,
    queue: 'cases',
  });
}

/** As {@link askToSettle}, after a decision by which a campaign may no longer be one to share: only where something was shared. */
export async function askAfterDecision(tx: PoolClient, campaignId: string): Promise<void> {
  const { rowCount } = await tx.query(
    "SELECT 1 FROM campaign_share WHERE campaign_id = $1 AND status IN ('publishing', 'published') LIMIT 1",
    [campaignId],
  );
  if (rowCount) await askToSettle(tx, campaignId);
}

import { databaseRefusal } from '@/lib/db/errors';
import { getPool } from '@/lib/db/pool';
import { stixBundle } from '@/lib/export/stix/bundle';
import type { CampaignStatus } from '@/lib/model/campaign';
import { RetortError } from '@/lib/model/errors';
import { shareStands } from '@/lib/model/share-words';
import { readCase } from '@/lib/services/case/read';
import { failShare } from './fail';
import { publishShare } from './publish';
import { SHARE_WORKER, type ShareSql } from './row';
import { withdrawShare } from './withdraw';

type DueShare = ShareSql & { campaign_status: CampaignStatus; merged_into: string | null };

/** Shares where something is to be done: asked for, asked back, or of a campaign that no longer stands. */
const DUE = `
  SELECT s.*, c.status AS campaign_status, c.merged_into FROM campaign_share s JOIN campaign c ON c.id = s.campaign_id
   WHERE (s.status IN ('publishing', 'withdrawing')
      OR s.status = 'published' AND (c.status NOT IN ('confirmed', 'contained', 'closed') OR c.merged_into IS NOT NULL))`;

/** Campaigns with shares where something is to be done, those that were asked for first. */
export async function dueCampaigns(): Promise<string[]> {
  const { rows } = await getPool().query<{ campaign_id: string }>(
    `SELECT campaign_id FROM (${DUE}) d GROUP BY 1 ORDER BY min(requested_at)`,
  );
  return rows.map(({ campaign_id }) => campaign_id);
}

/**
 * Publishes what was asked for of a campaign and takes back what does not stand any more. Safe to begin again at any time: each share is
 * settled in one transaction, and only while it is still due. Throws while the database is away.
 */
export async function settleShares(
  campaignId: string,
  now: () => Date = () => new Date(),
): Promise<{ published: number; withdrawn: number }> {
  const { rows } = await getPool().query<DueShare>(`${DUE} AND s.campaign_id = $1 ORDER BY s.tlp`, [
    campaignId,
  ]);
  const done = { published: 0, withdrawn: 0 };
  for (const share of rows) {
    const publishes = share.status === 'publishing' && shareStands(share.campaign_status, share.merged_into);
    try {
      if (publishes) {
        await publish(share, now);
        done.published++;
      } else {
        await withdrawShare({ campaign_id: campaignId, tlp: share.tlp }, { actor: SHARE_WORKER, now });
        done.withdrawn++;
      }
    } catch (error) {
      // Somebody changed their mind meanwhile: what is due now has a job of its own.
      if (error instanceof RetortError && error.code === 'precondition') continue;
      if (!publishes || databaseRefusal(error)?.code === 'unavailable') throw error;
      await fail(share, error, now);
    }
  }
  return done;
}

async function publish({ campaign_id, tlp, level, version }: DueShare, now: () => Date): Promise<void> {
  const file = await readCase({ campaign_id, level, tlp });
  const { objects } = stixBundle(file);
  await publishShare(
    { campaign_id, tlp, version, cutoff: file.cutoff, objects },
    { actor: SHARE_WORKER, now },
  );
}

async function fail({ campaign_id, tlp }: DueShare, error: unknown, now: () => Date): Promise<void> {
  const said = error instanceof Error ? error.message : String(error);
  const why = `It could not be published: ${said.replace(/[\0\p{Surrogate}]/gu, '').slice(0, 400)}`;
  await failShare({ campaign_id, tlp, why }, { actor: SHARE_WORKER, now }).catch((failed: unknown) => {
    if (!(failed instanceof RetortError) || failed.code !== 'precondition') throw failed;
  });
}

import { CampaignChip } from '@/components/campaign/campaign-chip';
import { score } from '@/components/ui/format';
import type { AccountRow } from '@/lib/model/console/account';

/** The campaign an account belongs to most, in a cell; `tell` has it say how surely. */
export function InCampaign({ campaign, tell = false }: { campaign: AccountRow['campaign']; tell?: boolean }) {
  if (!campaign) return null;
  const membership = score(campaign.membership);
  return (
    <CampaignChip campaign={campaign} relation={`Member with ${membership}`}>
      {tell ? membership : null}
    </CampaignChip>
  );
}

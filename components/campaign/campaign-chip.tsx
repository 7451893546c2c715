import { Waypoints } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import { Tag } from '@/components/ui/tag';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignStatus } from '@/lib/model/campaign';

/** Whether a campaign still says something about its accounts and values. */
export function stands({ status }: { status: CampaignStatus }): boolean {
  return status !== 'dismissed' && status !== 'closed';
}

interface CampaignChipProps {
  campaign: { id: string; title: string; status: CampaignStatus };
  /** What it has to do with the row, such as "Member with 0.98". */
  relation: string;
  /** What stands behind its name. */
  children?: ReactNode;
}

/** A campaign in the cell of a row about something else. */
export function CampaignChip({ campaign, relation, children }: CampaignChipProps) {
  return (
    <Link
      href={`/campaigns/${encodeURIComponent(campaign.id)}`}
      title={`${relation}; the campaign is ${campaign.status}`}
      prefetch={false}
      className="relative z-10 min-w-0 rounded-full"
    >
      <Tag tone={stands(campaign) ? 'copper' : 'hollow'} className="max-w-full min-w-0">
        <Waypoints strokeWidth={2} aria-hidden="true" />
        <span className="clip">
          <UntrustedText max={40}>{campaign.title}</UntrustedText>
        </span>
        {children ? <span className="font-normal">{children}</span> : null}
      </Tag>
    </Link>
  );
}

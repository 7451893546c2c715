import { Waypoints } from 'lucide-react';
import Link from 'next/link';
import { score } from '@/components/ui/format';
import { Tag } from '@/components/ui/tag';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AccountRow } from '@/lib/model/console/account';
import { stands } from './held-by';

/** The campaign an account belongs to most, in a cell. */
export function InCampaign({ campaign }: { campaign: AccountRow['campaign'] }) {
  if (!campaign) return null;
  return (
    <Link
      href={`/campaigns/${encodeURIComponent(campaign.id)}`}
      title={`Member with ${score(campaign.membership)}; the campaign is ${campaign.status}`}
      prefetch={false}
      className="relative z-10 min-w-0 rounded-full"
    >
      <Tag tone={stands(campaign) ? 'copper' : 'hollow'} className="max-w-full min-w-0">
        <Waypoints strokeWidth={2} aria-hidden="true" />
        <span className="clip">
          <UntrustedText max={40}>{campaign.title}</UntrustedText>
        </span>
      </Tag>
    </Link>
  );
}

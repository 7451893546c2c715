import { Check, Clock } from 'lucide-react';
import { Tag } from '@/components/ui/tag';
import type { CampaignStatus } from '@/lib/model/campaign';

/** The state of a case. In a header the confirmed one also says that it is not contained yet. */
export function CampaignStatusTag({ status, long = false }: { status: CampaignStatus; long?: boolean }) {
  switch (status) {
    case 'suspected':
      return <Tag>{word('suspected', long)}</Tag>;
    case 'confirmed':
      return (
        <Tag tone="warn">
          <Clock strokeWidth={2} aria-hidden="true" />
          {long ? 'Confirmed, not contained' : 'confirmed'}
        </Tag>
      );
    case 'contained':
      return (
        <Tag tone="good">
          <Check strokeWidth={2} aria-hidden="true" />
          {word('contained', long)}
        </Tag>
      );
    case 'dismissed':
    case 'closed':
      return <Tag tone="hollow">{word(status, long)}</Tag>;
  }
}

function word(status: string, long: boolean): string {
  return long ? status.charAt(0).toUpperCase() + status.slice(1) : status;
}

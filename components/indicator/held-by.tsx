import { Waypoints } from 'lucide-react';
import Link from 'next/link';
import { plural } from '@/components/ui/format';
import { Tag } from '@/components/ui/tag';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { HoldingCampaign, IndicatorRow } from '@/lib/model/console/indicator';

/** Whether a campaign still says something about its values. */
export function stands({ status }: Pick<HoldingCampaign, 'status'>): boolean {
  return status !== 'dismissed' && status !== 'closed';
}

/** The campaign that holds a value most, and how many more. */
export function HeldBy({ row }: { row: IndicatorRow }) {
  const [first] = row.held_by;
  if (!first) return null;
  const more = row.held_by.length - 1;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Link
        href={`/campaigns/${encodeURIComponent(first.id)}`}
        title={`${plural(first.accounts, 'member')} of ${first.members} show it; the campaign is ${first.status}`}
        prefetch={false}
        className="relative z-10 min-w-0 rounded-full"
      >
        <Tag tone={stands(first) ? 'copper' : 'hollow'} className="max-w-full min-w-0">
          <Waypoints strokeWidth={2} aria-hidden="true" />
          <span className="clip">
            <UntrustedText max={40}>{first.title}</UntrustedText>
          </span>
        </Tag>
      </Link>
      {more > 0 ? (
        <span
          className="shrink-0 text-small text-ink-3"
          title={row.held_by.map(({ title }) => title).join(', ')}
        >
          +{more}
        </span>
      ) : null}
    </span>
  );
}

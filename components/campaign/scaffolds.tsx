'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { CapabilityDot } from '@/components/charts/capability-strip';
import { cn } from '@/components/ui/cn';
import { count, day, percent, plural } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { CampaignHeader, CampaignOverview } from '@/lib/model/console/campaign';
import { SkeletonText } from './skeleton-text';

const GRID = 'grid grid-cols-[minmax(0,1fr)_64px_76px] items-center gap-x-3';

interface ScaffoldsProps {
  campaign: CampaignHeader;
  scaffolds: CampaignOverview['scaffolds'];
}

/** The scaffold families that the members send, largest first; each opens to its slots. */
export function Scaffolds({ campaign, scaffolds }: ScaffoldsProps) {
  const largest = scaffolds[0];
  if (!largest) {
    return (
      <section className="min-w-0">
        <h2 className="text-head font-semibold">No scaffold family is shared</h2>
        <p className="text-small text-ink-3">
          Their prompts have no constant part that other accounts send too.
        </p>
      </section>
    );
  }
  const most = largest.accounts / Math.max(1, campaign.accounts);
  return (
    <section className="min-w-0">
      <h2 className="text-head font-semibold text-balance">
        {percent(Math.min(1, most))} of its accounts send one scaffold family
      </h2>
      <p className="text-small text-ink-3">
        {plural(scaffolds.length, 'family', 'families')} by exchanges; slots in copper hold the payload
      </p>
      <div aria-hidden="true" className={cn(GRID, 'mt-1 h-7 border-b text-small font-medium text-ink-3')}>
        <span>Scaffold family</span>
        <span className="text-right">Accounts</span>
        <span className="text-right">Exchanges</span>
      </div>
      <ul>
        {scaffolds.map((scaffold) => (
          <Family key={scaffold.id} campaignId={campaign.id} scaffold={scaffold} />
        ))}
      </ul>
    </section>
  );
}

interface FamilyProps {
  campaignId: string;
  scaffold: CampaignOverview['scaffolds'][number];
}

function Family({ campaignId, scaffold }: FamilyProps) {
  const [open, setOpen] = useState(false);
  const id = `family-${scaffold.id}`;
  return (
    <li className="border-b">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={cn(GRID, 'h-8 w-full text-left hover:bg-hover')}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <ChevronRight
            size={13}
            aria-hidden="true"
            className={cn('shrink-0 text-ink-3 transition-transform duration-90', open && 'rotate-90')}
          />
          <CapabilityDot capability={scaffold.capability} />
          <span className="clip">
            <SkeletonText max={120}>{scaffold.skeleton}</SkeletonText>
          </span>
        </span>
        <span className="text-right">
          {count(scaffold.accounts)}
          <span className="sr-only"> accounts</span>
        </span>
        <span className="text-right">
          {count(scaffold.exchanges)}
          <span className="sr-only"> exchanges</span>
        </span>
      </button>
      {open ? (
        <div id={id} className="space-y-2 pb-3 pl-[19px]">
          <p className="leading-6 text-pretty">
            <SkeletonText max={1_200}>{scaffold.skeleton}</SkeletonText>
          </p>
          <p className="text-small text-ink-3">
            <UntrustedText mono>{scaffold.id}</UntrustedText>,{' '}
            {CAPABILITY_WORDS[scaffold.capability].label.toLowerCase()}, seen {day(scaffold.first_seen)} to{' '}
            {day(scaffold.last_seen)}
          </p>
          <Link
            href={`/campaigns/${encodeURIComponent(campaignId)}/prompts?family=${encodeURIComponent(scaffold.id)}`}
            className="text-small text-accent hover:underline"
          >
            Its days, examples and what else is like it
          </Link>
        </div>
      ) : null}
    </li>
  );
}

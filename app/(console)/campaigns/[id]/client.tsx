'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { AskedOfCampaign } from '@/components/campaign/act/head-dialogs';
import { CampaignHead } from '@/components/campaign/campaign-head';
import { NewsMark } from '@/components/campaign/news-mark';
import { PageFrame } from '@/components/frame/page-frame';
import { Failure } from '@/components/ui/failure';
import { count } from '@/components/ui/format';
import { Bone } from '@/components/ui/skeleton';
import { TabBar } from '@/components/ui/tabs';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useAhead } from '@/components/ui/use-ahead';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { useCampaignHeader, useNews } from '@/lib/queries/use-campaign';

const HeadDialogs = dynamic(
  () => import('@/components/campaign/act/head-dialogs').then((part) => part.HeadDialogs),
  { ssr: false },
);

const AHEAD = [() => import('@/components/campaign/act/head-dialogs')];

/** The tabs of a campaign; `fit` ones fill the window and scroll inside. */
const TABS = [
  { part: '', label: 'Overview', fit: false, holds: () => 0 },
  { part: '/accounts', label: 'Accounts', fit: true, holds: ({ accounts }: CampaignHeader) => accounts },
  { part: '/rhythm', label: 'Rhythm', fit: true, holds: () => 0 },
  { part: '/links', label: 'Links', fit: true, holds: ({ tabs }: CampaignHeader) => tabs.links },
  { part: '/prompts', label: 'Prompts', fit: false, holds: ({ tabs }: CampaignHeader) => tabs.prompts },
  { part: '/activity', label: 'Activity', fit: false, holds: ({ tabs }: CampaignHeader) => tabs.activity },
] as const;

/** Header, actions and tabs of a campaign around the tab that is open. */
export function CampaignFrame({ id, children }: { id: string; children: ReactNode }) {
  const { data: campaign, error, refetch } = useCampaignHeader(id);
  const news = useNews(campaign);
  const [asked, setAsked] = useState<AskedOfCampaign | null>(null);
  useAhead(AHEAD);
  const base = `/campaigns/${encodeURIComponent(id)}`;
  const path = usePathname();
  const current = TABS.find(({ part }) => part !== '' && path.endsWith(part)) ?? TABS[0];
  return (
    <PageFrame
      fit={current.fit}
      crumbs={[
        { label: 'Campaigns', href: '/campaigns' },
        { label: campaign ? <UntrustedText max={40}>{campaign.title}</UntrustedText> : id, href: base },
        { label: current.label },
      ]}
    >
      {campaign ? (
        <CampaignHead campaign={campaign} onAsk={setAsked} />
      ) : error ? (
        <Failure what="The campaign could not be loaded" error={error} onRetry={() => refetch()} />
      ) : (
        <div role="status" aria-label="Loading the campaign" className="h-[104px] space-y-3 px-5 pt-5">
          <Bone width={220} className="h-5" />
          <Bone width="70%" />
        </div>
      )}
      <TabBar
        label="Campaign"
        tabs={TABS.map((tab) => ({
          label: tab.label,
          href: `${base}${tab.part}`,
          current: tab === current,
          count: campaign ? told(tab.holds(campaign), tab.part === '/activity' ? news : 0) : undefined,
        }))}
      />
      {children}
      {asked && campaign ? (
        <HeadDialogs campaign={campaign} asked={asked} onClose={() => setAsked(null)} />
      ) : null}
    </PageFrame>
  );
}

/** How much a tab holds, and how much of it is new; nothing where it is not counted or empty. */
function told(holds: number, news: number): ReactNode {
  if (holds === 0 && news === 0) return undefined;
  return (
    <span className="flex items-center gap-1.5">
      {holds > 0 ? count(holds) : null}
      <NewsMark unseen={news} />
    </span>
  );
}

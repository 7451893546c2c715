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
import { useCampaignHeader, useNews } from '@/lib/queries/use-campaign';

const HeadDialogs = dynamic(
  () => import('@/components/campaign/act/head-dialogs').then((part) => part.HeadDialogs),
  { ssr: false },
);

/** The tabs of a campaign; `fit` ones fill the window and scroll inside. */
const TABS = [
  { part: '', label: 'Overview', fit: false },
  { part: '/accounts', label: 'Accounts', fit: true },
  { part: '/rhythm', label: 'Rhythm', fit: true },
  { part: '/links', label: 'Links', fit: true },
  { part: '/prompts', label: 'Prompts', fit: false },
  { part: '/activity', label: 'Activity', fit: false },
] as const;

/** Header, actions and tabs of a campaign around the tab that is open. */
export function CampaignFrame({ id, children }: { id: string; children: ReactNode }) {
  const { data: campaign, error, refetch } = useCampaignHeader(id);
  const news = useNews(campaign);
  const [asked, setAsked] = useState<AskedOfCampaign | null>(null);
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
          count:
            campaign && tab.part === '/accounts' ? (
              count(campaign.accounts)
            ) : tab.part === '/activity' && news > 0 ? (
              <NewsMark unseen={news} />
            ) : undefined,
        }))}
      />
      {children}
      {asked && campaign ? (
        <HeadDialogs campaign={campaign} asked={asked} onClose={() => setAsked(null)} />
      ) : null}
    </PageFrame>
  );
}

'use client';

import { useQueryStates } from 'nuqs';
import { AccountHeader } from '@/components/account/account-header';
import { AccountSkeleton, PanelSkeleton } from '@/components/account/account-skeleton';
import { HistoryPanel } from '@/components/account/history-panel';
import { IndicatorTable } from '@/components/account/indicator-table';
import { MembershipList } from '@/components/account/membership-list';
import { PageFrame } from '@/components/frame/page-frame';
import { Failure } from '@/components/ui/failure';
import { shortCount } from '@/components/ui/format';
import { TabBar } from '@/components/ui/tabs';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AccountHead } from '@/lib/model/console/account';
import { useAccountHead, useAccountHistory, useAccountIndicators } from '@/lib/queries/use-account';
import { ExchangesTab } from './exchanges-tab';
import { type AccountTab, accountPageParams } from './search-params';
import { TimelineTab } from './timeline-tab';

export function AccountClient({ id }: { id: string }) {
  const [{ tab }] = useQueryStates(accountPageParams);
  const head = useAccountHead(id);
  return (
    <PageFrame
      crumbs={[
        { label: 'Accounts', href: '/accounts' },
        {
          label: (
            <UntrustedText mono max={48}>
              {id}
            </UntrustedText>
          ),
        },
      ]}
    >
      {head.data ? (
        <>
          <AccountHeader head={head.data} />
          <TabBar label="Views of this account" tabs={tabsOf(id, tab, head.data)} />
          <TabBody tab={tab} head={head.data} />
        </>
      ) : head.isError ? (
        <Failure what="The account could not be loaded" error={head.error} onRetry={() => head.refetch()} />
      ) : (
        <AccountSkeleton />
      )}
    </PageFrame>
  );
}

function tabsOf(id: string, current: AccountTab, head: AccountHead) {
  const place = `/accounts/${encodeURIComponent(id)}`;
  const tab = (name: AccountTab, label: string, n?: number) => ({
    label,
    href: name === 'timeline' ? place : `${place}?tab=${name}`,
    current: name === current,
    count: n === undefined ? undefined : shortCount(n),
  });
  return [
    tab('timeline', 'Timeline'),
    tab('exchanges', 'Exchanges', head.exchanges),
    tab('indicators', 'Indicators', head.indicators),
    tab('campaigns', 'Campaigns', head.memberships.length),
    tab('decisions', 'Decisions', head.decisions),
  ];
}

function TabBody({ tab, head }: { tab: AccountTab; head: AccountHead }) {
  switch (tab) {
    case 'timeline':
      return <TimelineTab head={head} />;
    case 'exchanges':
      return <ExchangesTab id={head.id} />;
    case 'indicators':
      return <IndicatorsTab id={head.id} />;
    case 'campaigns':
      return <MembershipList memberships={head.memberships} />;
    case 'decisions':
      return <DecisionsTab id={head.id} />;
  }
}

function IndicatorsTab({ id }: { id: string }) {
  const { data, error, refetch } = useAccountIndicators(id);
  if (data) {
    return (
      <div className="px-5 py-4 max-sm:px-3">
        <IndicatorTable indicators={data} />
      </div>
    );
  }
  if (error)
    return <Failure what="The indicators could not be loaded" error={error} onRetry={() => refetch()} />;
  return <PanelSkeleton />;
}

function DecisionsTab({ id }: { id: string }) {
  const { data, error, refetch } = useAccountHistory(id);
  if (data) return <HistoryPanel history={data} />;
  if (error)
    return <Failure what="The decisions could not be loaded" error={error} onRetry={() => refetch()} />;
  return <PanelSkeleton />;
}

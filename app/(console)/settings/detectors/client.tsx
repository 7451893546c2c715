'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { BacktestTab } from '@/components/detector/backtest-tab';
import { DetectorActs } from '@/components/detector/detector-acts';
import { ShadowTab } from '@/components/detector/shadow-tab';
import { StateLine } from '@/components/detector/state-line';
import { VersionsTable } from '@/components/detector/versions-table';
import { WeightsForm } from '@/components/detector/weights-form';
import { STATE_TONE, versionName } from '@/components/detector/words';
import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { ShowMore } from '@/components/tables/show-more';
import { Failure } from '@/components/ui/failure';
import { Note } from '@/components/ui/note';
import { TabBar } from '@/components/ui/tabs';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { may } from '@/lib/model/access';
import type { DetectorItem } from '@/lib/model/detector';
import { ProblemError } from '@/lib/queries/fetch';
import { rowsOf } from '@/lib/queries/pages';
import { useDetector, useDetectors, useSignalUses } from '@/lib/queries/use-detectors';
import { detectorParams } from './search-params';

const GoLiveDialog = dynamic(
  () => import('@/components/detector/go-live-dialog').then((part) => part.GoLiveDialog),
  { ssr: false },
);

const TABS = [
  { tab: 'weights', label: 'Weights and steps' },
  { tab: 'shadow', label: 'Shadow' },
  { tab: 'backtest', label: 'Back-test' },
  { tab: 'versions', label: 'Versions' },
] as const;

/** How detection weighs what it finds: versions on their way from draft to live, and what each would change. */
export function DetectorsClient() {
  const mayManage = may({ kind: 'person', ...usePerson() }, 'detector.manage');
  const [params, setParams] = useQueryStates(detectorParams, { history: 'push' });
  const list = useDetectors();
  const versions = rowsOf(list.data);
  const id = params.version ?? versions.find(({ state }) => state === 'live')?.id ?? null;
  const opened = useDetector(id);
  const uses = useSignalUses();
  const [live, setLive] = useState<DetectorItem | null>(null);
  const open = (version: string | null) => void setParams({ version, tab: 'weights' });
  const address = (tab: string) =>
    `/settings/detectors?${new URLSearchParams({ ...(params.version ? { version: params.version } : {}), tab })}`;
  return (
    <PageFrame crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Detectors' }]}>
      <div className="px-5 pt-4 pb-4 max-sm:px-3">
        <h1 className="text-title font-semibold">Detectors</h1>
        <p className="max-w-[84ch] text-pretty text-ink-2">
          What each signal weighs and from which scores steps are recommended. A draft runs as a shadow beside
          what is live before it can be put live; what was live can be so again.
          {mayManage ? null : ' Administrators change it.'}
        </p>
        {list.data ? (
          <StateLine versions={versions} opened={id} onOpen={open} />
        ) : list.error ? (
          <Failure
            what="The versions could not be loaded"
            error={list.error}
            onRetry={() => list.refetch()}
          />
        ) : (
          <PanelSkeleton />
        )}
      </div>
      {opened.data ? (
        <section aria-labelledby="opened-version">
          <div className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t px-5 pt-4 pb-2 max-sm:px-3">
            <div className="min-w-0 flex-1 basis-72">
              <h2 id="opened-version" className="flex flex-wrap items-center gap-2 text-head font-semibold">
                {versionName(opened.data)}
                <Tag tone={STATE_TONE[opened.data.state]}>{opened.data.state}</Tag>
              </h2>
              <p className="max-w-[84ch] text-pretty text-ink-2">
                {opened.data.note ? <UntrustedText max={300}>{`${opened.data.note} `}</UntrustedText> : null}
                <span className="text-ink-3">
                  Changed by <UntrustedText max={40}>{opened.data.changed_by}</UntrustedText>,{' '}
                  <Moment time={opened.data.changed_at} /> UTC
                  {opened.data.reason ? (
                    <>
                      : <UntrustedText max={200}>{opened.data.reason}</UntrustedText>
                    </>
                  ) : (
                    '.'
                  )}
                </span>
              </p>
            </div>
            {mayManage ? (
              <DetectorActs
                detector={opened.data}
                onLive={() => setLive(opened.data)}
                onDiscarded={() => open(null)}
                onShadow={() => void setParams({ tab: 'shadow' })}
              />
            ) : null}
          </div>
          <TabBar
            label="Parts of the version"
            tabs={TABS.map(({ tab, label }) => ({
              label,
              href: address(tab),
              current: tab === params.tab,
              count: tab === 'versions' ? versions.length : undefined,
              onSelect: () => void setParams({ tab }),
            }))}
          />
          <div className="px-5 pb-5 max-sm:px-3">
            {params.tab === 'weights' ? (
              <WeightsForm
                // What a colleague saved stands in it anew.
                key={`${opened.data.id} ${opened.data.version}`}
                detector={opened.data}
                uses={uses.data}
                shown={params.signals}
                onShown={(signals) => void setParams({ signals }, { history: 'replace' })}
                mayManage={mayManage}
                onSaved={open}
              />
            ) : null}
            {params.tab === 'shadow' ? <ShadowTab detector={opened.data} /> : null}
            {params.tab === 'backtest' ? <BacktestTab detector={opened.data} mayManage={mayManage} /> : null}
            {params.tab === 'versions' ? (
              <div className="pt-3">
                <VersionsTable versions={versions} mayManage={mayManage} onOpen={open} onLive={setLive} />
                <ShowMore list={list} className="mt-3">
                  Show earlier versions
                </ShowMore>
              </div>
            ) : null}
          </div>
        </section>
      ) : opened.error ? (
        <div className="border-t">
          {opened.error instanceof ProblemError && opened.error.code === 'not_found' ? (
            <div className="p-5 max-sm:p-3">
              <Note kind="warn">
                <b>There is no version of that id.</b> It may have been discarded. Choose one above.
              </Note>
            </div>
          ) : (
            <Failure
              what="The version could not be loaded"
              error={opened.error}
              onRetry={() => opened.refetch()}
            />
          )}
        </div>
      ) : id ? (
        <PanelSkeleton />
      ) : null}
      {live ? <GoLiveDialog detector={live} onClose={() => setLive(null)} /> : null}
    </PageFrame>
  );
}

'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useEffect, useRef } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { RejectsPanel } from '@/components/source/rejects-panel';
import { SourceAbout } from '@/components/source/source-about';
import { SourcesTable } from '@/components/source/sources-table';
import { StripeAbout } from '@/components/source/stripe-about';
import { Failure } from '@/components/ui/failure';
import { count } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { Segmented } from '@/components/ui/segmented';
import { TabBar } from '@/components/ui/tabs';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { may } from '@/lib/model/access';
import type { SourceItem } from '@/lib/model/console/source';
import { useSources } from '@/lib/queries/use-sources';
import { sourceParams } from './search-params';

const MappingEditor = dynamic(
  () => import('@/components/source/mapping-editor').then((part) => part.MappingEditor),
  { ssr: false, loading: () => <PanelSkeleton /> },
);

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'used', label: 'In use' },
] as const;

/** Where records come from: how each goes, what it cannot say, what was refused, and how its rows become records. */
export function SourcesClient() {
  const sources = useSources();
  const [params, setParams] = useQueryStates(sourceParams, { history: 'push' });
  const items = sources.data?.items ?? [];
  const used = items.filter(({ bodies, mapped }) => bodies > 0 || mapped);
  const opened = items.find(({ name }) => name === params.source);
  return (
    <PageFrame crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Sources' }]}>
      <div className="px-5 pt-4 pb-5 max-sm:px-3">
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-72">
            <h1 className="text-title font-semibold">Sources</h1>
            <p className="max-w-[76ch] text-pretty text-ink-2">
              What other systems send is kept before it is answered, and taken in within seconds. Each source
              has an endpoint of its own, for keys with the scope ingest; files come by{' '}
              <code className="font-mono text-small">retort ingest --format</code>.
            </p>
          </div>
          <Segmented
            label="Which sources"
            value={params.sources}
            options={SHOWN}
            onChange={(value) => void setParams({ sources: value }, { history: 'replace' })}
          />
        </div>
        {sources.data ? (
          <SourcesTable
            items={params.sources === 'used' ? used : items}
            opened={params.source}
            onOpen={(name, tab) => void setParams({ source: name, tab })}
          />
        ) : sources.error ? (
          <Failure
            what="The sources could not be loaded"
            error={sources.error}
            onRetry={() => sources.refetch()}
          />
        ) : (
          <PanelSkeleton />
        )}
      </div>
      {params.source && sources.data ? (
        opened ? (
          <Opened
            key={opened.name}
            source={opened}
            sources={items}
            tab={params.tab}
            onTab={(tab) => void setParams({ tab })}
            onSaved={(name) => void setParams({ source: name, tab: 'mapping' })}
          />
        ) : (
          <div className="px-5 pb-5 max-sm:px-3">
            <Note kind="warn">
              <b>There is no source of that name.</b> Choose one of the list.
            </Note>
          </div>
        )
      ) : null}
    </PageFrame>
  );
}

type Tab = 'mapping' | 'rejects' | 'about';

function Opened({
  source,
  sources,
  tab,
  onTab,
  onSaved,
}: {
  source: SourceItem;
  sources: readonly SourceItem[];
  tab: Tab;
  onTab: (tab: Tab) => void;
  onSaved: (name: string) => void;
}) {
  const actor = { kind: 'person', ...usePerson() } as const;
  const part = useRef<HTMLElement>(null);
  // The list above may be longer than the window.
  useEffect(() => part.current?.scrollIntoView({ block: 'start' }), []);
  const tabs = [
    { tab: 'about', label: 'What it says' },
    { tab: 'mapping', label: 'Mapping' },
    { tab: 'rejects', label: 'Rejects', count: source.rejects > 0 ? count(source.rejects) : undefined },
  ] as const;
  return (
    <section
      ref={part}
      aria-labelledby="opened-source"
      className="min-h-[calc(100dvh-2.75rem)] scroll-mt-11 border-t pt-4"
    >
      <h2 id="opened-source" className="px-5 text-head font-semibold max-sm:px-3">
        <UntrustedText max={64}>{source.title}</UntrustedText>
      </h2>
      <TabBar
        label="Parts of the source"
        tabs={tabs.map((one) => ({
          label: one.label,
          href: `/settings/sources?source=${encodeURIComponent(source.name)}&tab=${one.tab}`,
          current: one.tab === tab,
          count: 'count' in one ? one.count : undefined,
          onSelect: () => onTab(one.tab),
        }))}
      />
      <div className="px-5 py-4 max-sm:px-3">
        {tab !== 'about' ? null : source.name === 'stripe' ? (
          <StripeAbout maySetUp={may(actor, 'setting.manage')} />
        ) : (
          <SourceAbout source={source} />
        )}
        {tab === 'rejects' ? <RejectsPanel source={source} mayRetry={may(actor, 'setting.manage')} /> : null}
        {tab === 'mapping' ? (
          <MappingEditor
            name={source.name}
            names={sources.map(({ name }) => name)}
            maySave={may(actor, 'source.manage')}
            onSaved={onSaved}
          />
        ) : null}
      </div>
    </section>
  );
}

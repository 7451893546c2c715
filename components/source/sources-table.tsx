'use client';

import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { cn } from '@/components/ui/cn';
import { count, duration } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Tag } from '@/components/ui/tag';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { SourceItem } from '@/lib/model/console/source';
import { blindTo, endpointOf, intakeState, rateText } from './source-words';

type Tab = 'mapping' | 'rejects' | 'about';

/** The sources and how the intake of each goes. */
export function SourcesTable({
  items,
  opened,
  onOpen,
}: {
  items: readonly SourceItem[];
  opened: string | null;
  onOpen: (name: string, tab: Tab) => void;
}) {
  if (items.length === 0)
    return (
      <p className="mt-3 text-ink-2">
        No system has sent anything to an endpoint yet. All formats that are known stand under “All”.
      </p>
    );
  return (
    <RegionTable
      label="Table of sources"
      className="mt-3"
      table="min-w-[940px]"
      columns={[
        'Source',
        'Endpoint',
        'State',
        { label: 'Records a minute', numeric: true },
        { label: 'Lag', numeric: true },
        { label: 'Taken in', numeric: true },
        { label: 'Rejects', numeric: true },
        { label: 'Last record', numeric: true },
        { label: 'Blind to', numeric: true },
      ]}
    >
      {items.map((source) => (
        <Line key={source.name} source={source} current={source.name === opened} onOpen={onOpen} />
      ))}
    </RegionTable>
  );
}

function Line({
  source,
  current,
  onOpen,
}: {
  source: SourceItem;
  current: boolean;
  onOpen: (name: string, tab: Tab) => void;
}) {
  const state = intakeState(source);
  const blind = blindTo(source.lacks.flatMap(({ targets }) => targets));
  const to = (tab: Tab) => ({
    href: `/settings/sources?source=${encodeURIComponent(source.name)}&tab=${tab}`,
    scroll: false,
    prefetch: false as const,
    onNavigate: (event: { preventDefault: () => void }) => {
      event.preventDefault();
      onOpen(source.name, tab);
    },
  });
  return (
    <tr className={cn('border-b border-line', current && 'bg-hover')} aria-current={current || undefined}>
      <td className="font-medium">
        <Link
          {...to('about')}
          className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        >
          <UntrustedText max={40}>{source.title}</UntrustedText>
        </Link>
        {source.mapped ? <span className="ml-2 font-normal text-ink-3">own mapping</span> : null}
      </td>
      <td>
        <UntrustedText mono max={60}>
          {endpointOf(source)}
        </UntrustedText>
      </td>
      <td>
        <Tag tone={state.tone}>{state.word}</Tag>
      </td>
      <td className={NUMERIC}>{rateText(source.records_per_minute)}</td>
      <td className={NUMERIC}>
        {source.lag_seconds === null ? (
          <span className="text-ink-3">none</span>
        ) : (
          <>
            {duration(source.lag_seconds * 1_000)}
            <span className="text-ink-3">, {count(source.waiting_bodies)} waiting</span>
          </>
        )}
      </td>
      <td className={NUMERIC}>{count(source.accepted)}</td>
      <td className={NUMERIC}>
        {source.rejected + source.set_aside > 0 ? (
          <Link {...to('rejects')} className="underline underline-offset-2">
            {count(source.rejected + source.set_aside)}
          </Link>
        ) : (
          <span className="text-ink-3">none</span>
        )}
      </td>
      <td className={NUMERIC}>
        {source.last_received_at ? (
          <Ago time={source.last_received_at} />
        ) : (
          <span className="text-ink-3">never</span>
        )}
      </td>
      <td className={NUMERIC}>
        {blind.length > 0 ? (
          <span title={blind.join(', ')}>{blind.length}</span>
        ) : (
          <span className="text-ink-3">nothing</span>
        )}
      </td>
    </tr>
  );
}

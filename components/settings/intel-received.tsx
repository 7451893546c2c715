'use client';

import { useState } from 'react';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { count, plural } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { Tag } from '@/components/ui/tag';
import { Ago, Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { IntelIndicator } from '@/lib/model/intel';
import { type IntelList, useReceived } from '@/lib/queries/use-intel';
import type { IntelOpened } from './intel-opened';
import { INTEL_STATE_WORDS } from './intel-words';
import { Loaded } from './loaded';

const LISTS: { value: IntelList; label: string }[] = [
  { value: 'hits', label: 'Found here' },
  { value: 'all', label: 'All' },
  { value: 'unmatched', label: 'Not looked for' },
];

/** Indicators that others shared: those that found somebody here first, and the answer to them. */
export function IntelReceived({
  mayAnswer,
  onOpen,
}: {
  mayAnswer: boolean;
  onOpen: (opened: IntelOpened) => void;
}) {
  const [list, setList] = useState<IntelList>('hits');
  const received = useReceived(list);
  return (
    <div className="mt-5">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="font-semibold">Received indicators</h3>
        <Segmented label="Which indicators" value={list} options={LISTS} onChange={setList} />
      </div>
      <Loaded query={received} failed="The indicators could not be loaded">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <p className="mt-3 text-ink-2">
              {list === 'hits' ? 'No account here matches what others shared.' : 'There is none.'}
            </p>
          ) : (
            <RegionTable
              label="Table of received indicators"
              className="mt-3"
              table="min-w-[860px] [&_td]:h-11 [&_td]:py-1"
              columns={[
                'Indicator',
                'Shared by',
                'State',
                { label: 'Sure', numeric: true },
                { label: 'Until', numeric: true },
                { label: 'Accounts here', numeric: true },
                'Answered',
              ]}
            >
              {items.map((indicator) => (
                <Line
                  key={`${indicator.source.id} ${indicator.id}`}
                  indicator={indicator}
                  mayAnswer={mayAnswer}
                  onOpen={onOpen}
                />
              ))}
            </RegionTable>
          );
        }}
      </Loaded>
      {received.hasNextPage ? (
        <Button
          look="ghost"
          className="mt-2"
          disabled={received.isFetchingNextPage}
          onClick={() => received.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </div>
  );
}

function Line({
  indicator,
  mayAnswer,
  onOpen,
}: {
  indicator: IntelIndicator;
  mayAnswer: boolean;
  onOpen: (opened: IntelOpened) => void;
}) {
  const {
    name,
    pattern,
    campaign,
    source,
    tlp,
    state,
    unmatched,
    confidence,
    valid_until,
    hits,
    sighted_at,
  } = indicator;
  const words = INTEL_STATE_WORDS[state];
  return (
    <tr className="border-b border-line">
      <td className="max-w-80">
        <span className="block font-medium">
          <UntrustedText max={80}>{name ?? 'Without a name'}</UntrustedText>
        </span>
        <span className="block truncate text-small text-ink-3">
          <UntrustedText mono max={160}>
            {pattern}
          </UntrustedText>
        </span>
      </td>
      <td>
        <span className="block">
          <UntrustedText max={40}>{source.name}</UntrustedText>
        </span>
        <span className="block text-small text-ink-3">
          {tlp}
          {campaign ? (
            <>
              , <UntrustedText max={40}>{campaign}</UntrustedText>
            </>
          ) : null}
        </span>
      </td>
      <td className="max-w-64">
        <Tag tone={words.tone}>{words.word}</Tag>
        {unmatched ? (
          <span className="block text-small text-ink-3">
            <UntrustedText max={160}>{unmatched}</UntrustedText>
          </span>
        ) : null}
      </td>
      <td className={NUMERIC}>{confidence === null ? 'unsaid' : `${Math.round(confidence * 100)} %`}</td>
      <td className={NUMERIC}>
        <Moment time={valid_until} />
      </td>
      <td className={NUMERIC}>{hits > 0 ? count(hits) : <span className="text-ink-3">none</span>}</td>
      <td>
        {sighted_at ? (
          <span className="text-ink-2">
            <Ago time={sighted_at} />
          </span>
        ) : hits > 0 && mayAnswer && state !== 'too_common' && tlp !== 'TLP:RED' ? (
          <Button
            look="ghost"
            aria-label={`Answer that ${plural(hits, 'account')} match ${name ?? 'it'}`}
            onClick={() => onOpen({ what: 'sight', indicator })}
          >
            Answer…
          </Button>
        ) : (
          <span className="text-ink-3">no</span>
        )}
      </td>
    </tr>
  );
}

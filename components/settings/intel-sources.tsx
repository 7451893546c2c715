'use client';

import { MoreHorizontal } from 'lucide-react';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { Tag } from '@/components/ui/tag';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { IntelSourceItem } from '@/lib/model/intel';
import { useSourceAct } from '@/lib/queries/use-intel';
import type { IntelOpened } from './intel-opened';
import { INTEL_KIND_WORDS, sourceState } from './intel-words';

/** From where shared indicators come, how that goes, and what came of it. */
export function IntelSources({
  items,
  manages,
  onOpen,
}: {
  items: readonly IntelSourceItem[];
  manages: boolean;
  onOpen: (opened: IntelOpened) => void;
}) {
  if (items.length === 0)
    return (
      <p className="mt-3 text-ink-2">
        Nobody shares with us yet. Another provider gives out a key to its TAXII collection, or a file with a
        bundle.
      </p>
    );
  return (
    <RegionTable
      label="Table of sources"
      className="mt-3"
      table="min-w-[760px] [&_td]:h-11 [&_td]:py-1"
      columns={[
        'Source',
        'From',
        'State',
        { label: 'Believed to', numeric: true },
        { label: 'Looked for', numeric: true },
        { label: 'With hits', numeric: true },
        { label: 'Last came', numeric: true },
        { label: 'Acts', hidden: true },
      ]}
    >
      {items.map((source) => (
        <SourceLine key={source.id} source={source} manages={manages} onOpen={onOpen} />
      ))}
    </RegionTable>
  );
}

function SourceLine({
  source,
  manages,
  onOpen,
}: {
  source: IntelSourceItem;
  manages: boolean;
  onOpen: (opened: IntelOpened) => void;
}) {
  const state = sourceState(source);
  return (
    <tr className="border-b border-line">
      <td className="font-medium">
        <UntrustedText max={60}>{source.name}</UntrustedText>
      </td>
      <td className="max-w-64">
        {source.url ? (
          <span className="block truncate">
            <UntrustedText mono max={120}>
              {source.url}
            </UntrustedText>
          </span>
        ) : (
          <span className="text-ink-2">{INTEL_KIND_WORDS[source.kind].label}</span>
        )}
        {source.every_minutes ? (
          <span className="block text-small text-ink-3">every {count(source.every_minutes)} minutes</span>
        ) : null}
      </td>
      <td className="max-w-72">
        <Tag tone={state.tone}>{state.word}</Tag>
        {source.last_error && !source.paused_at ? (
          <span className="block text-small text-critical">
            <UntrustedText max={160}>{source.last_error}</UntrustedText>
          </span>
        ) : null}
      </td>
      <td className={NUMERIC}>{source.confidence_cap} %</td>
      <td className={NUMERIC}>
        {count(source.looked_for)} <span className="text-ink-3">of {count(source.indicators)}</span>
      </td>
      <td className={NUMERIC}>
        {source.hits > 0 ? count(source.hits) : <span className="text-ink-3">none</span>}
      </td>
      <td className={NUMERIC}>
        {source.last_delivery_at ? <Ago time={source.last_delivery_at} /> : 'never'}
      </td>
      <td className={NUMERIC}>{manages ? <SourceActs source={source} onOpen={onOpen} /> : null}</td>
    </tr>
  );
}

function SourceActs({ source, onOpen }: { source: IntelSourceItem; onOpen: (opened: IntelOpened) => void }) {
  const poll = useSourceAct('poll');
  const pause = useSourceAct('pause');
  const resume = useSourceAct('resume');
  const told = (done: string, what: string, failed: string) => ({
    onSuccess: () => toast.done(done, what),
    onError: (error: Error) => toast.failed(failed, error.message),
  });
  const { name } = source;
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" square aria-label={`Acts on ${name}`}>
          <MoreHorizontal size={16} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      }
    >
      {source.kind === 'taxii' && !source.paused_at ? (
        <MenuItem
          onSelect={() =>
            poll.mutate(
              source,
              told(`${name} is being polled.`, 'What is new stands here soon.', 'It was not polled.'),
            )
          }
        >
          Poll now
        </MenuItem>
      ) : null}
      <MenuItem onSelect={() => onOpen({ what: 'edit', source })}>Change…</MenuItem>
      {source.paused_at ? (
        <MenuItem
          onSelect={() =>
            resume.mutate(source, told(`${name} goes on.`, 'It is taken from again.', 'It is still paused.'))
          }
        >
          Resume
        </MenuItem>
      ) : (
        <MenuItem
          onSelect={() =>
            pause.mutate(
              source,
              told(`${name} is paused.`, 'What was received still counts.', 'It was not paused.'),
            )
          }
        >
          Pause
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem danger onSelect={() => onOpen({ what: 'remove', source })}>
        Take away…
      </MenuItem>
    </Menu>
  );
}

'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { columnsOf, named } from '@/components/campaign/links/columns';
import { LinkList } from '@/components/campaign/links/link-list';
import { LinkedAccounts } from '@/components/campaign/links/linked-accounts';
import { LinksSkeleton } from '@/components/campaign/links/links-skeleton';
import { TieGraph } from '@/components/campaign/links/tie-graph';
import { LINK_GROUPS, linksFinding } from '@/components/campaign/links/words';
import { Chip } from '@/components/ui/chip';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { count, plural } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Segmented } from '@/components/ui/segmented';
import type { LinksPicture } from '@/lib/model/console/links';
import { MOST_LINKS } from '@/lib/model/words';
import { useLinks } from '@/lib/queries/use-links';
import { linkParams } from './search-params';

const MOST_TOGETHER = 12;

export function LinksClient({ id }: { id: string }) {
  const links = useLinks(id);
  const picture = links.data?.picture;
  if (picture === null) {
    return (
      <Empty title="The links are being drawn">
        The worker draws them after each detection run, within a minute. This page shows them as soon as they
        are there.
      </Empty>
    );
  }
  if (!picture) {
    return links.error ? (
      <Failure what="The links could not be loaded" error={links.error} onRetry={() => links.refetch()} />
    ) : (
      <LinksSkeleton />
    );
  }
  if (picture.links.length === 0) {
    return (
      <Empty title="Its accounts share no value">
        No card, address, device, sign-up pattern or prompt is shown by two of them. What ties them stands in
        the overview.
      </Empty>
    );
  }
  return <Drawn id={id} picture={picture} />;
}

function Drawn({ id, picture }: { id: string; picture: LinksPicture }) {
  const [params, setParams] = useQueryStates(linkParams, { history: 'replace' });
  const { show, pin, hide, hubs, kind, view } = params;
  const group = LINK_GROUPS.find(({ label }) => label === kind);
  const hidden = picture.links.filter(({ hub, position }) => hub || hide.includes(position));
  const listed = picture.links.filter(
    (link) => (hubs === '1' || !hidden.includes(link)) && (!group || group.kinds.includes(link.kind)),
  );
  const toggled = (list: readonly number[], position: number) =>
    list.includes(position)
      ? list.filter((other) => other !== position)
      : [...list, position].slice(-MOST_TOGETHER);
  const isolate = (position: number) => void setParams({ show: toggled(show, position) });
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1fr)] max-xl:grid-cols-[minmax(0,1fr)] max-xl:content-start lg:max-xl:overflow-auto">
      <section
        aria-label="Shared attributes"
        className="flex min-w-0 flex-col border-r max-xl:border-r-0 xl:min-h-0"
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-5 pt-3 pb-1 max-sm:px-3">
          <h2 className="min-w-0 flex-1 basis-60 text-head font-semibold text-balance">
            {linksFinding(picture)}
          </h2>
          {hidden.length > 0 ? (
            <Chip on={hubs === '1'} onClick={() => void setParams({ hubs: hubs ? null : '1' })}>
              {hubs ? <Eye size={13} aria-hidden="true" /> : <EyeOff size={13} aria-hidden="true" />}
              {plural(hidden.length, 'hub or hidden value', 'hubs and hidden values')}
            </Chip>
          ) : null}
        </div>
        <div className="flex flex-wrap gap-1.5 px-5 pb-1.5 max-sm:px-3">
          {LINK_GROUPS.map(({ label }) => (
            <Chip
              key={label}
              on={kind === label}
              onClick={() => void setParams({ kind: kind === label ? null : label })}
            >
              {label}
            </Chip>
          ))}
        </div>
        <div className="flex-1 xl:min-h-0 xl:overflow-auto">
          <LinkList
            picture={picture}
            links={listed}
            isolated={show}
            pinned={pin}
            hidden={hide}
            whole={group !== undefined}
            onIsolate={isolate}
            onPin={(position) => void setParams({ pin: toggled(pin, position) })}
            onHide={(position) => void setParams({ hide: toggled(hide, position) })}
          />
        </div>
        <div className="flex flex-wrap gap-x-4 gap-y-1 border-t px-5 py-2 text-small text-ink-3 max-sm:px-3">
          <p className="text-pretty">
            Rarity: how many of {count(picture.outside)} accounts outside show it.
            {picture.links.length >= MOST_LINKS
              ? ` The ${count(MOST_LINKS)} that weigh most are listed.`
              : ''}
            {picture.stale ? ' A later run has found the campaign again; the worker is drawing anew.' : ''}
          </p>
          <p className="ml-auto flex gap-3 whitespace-nowrap max-sm:hidden">
            <span>
              <Kbd>I</Kbd> isolate
            </span>
            <span>
              <Kbd>P</Kbd> pin
            </span>
            <span>
              <Kbd>H</Kbd> hide
            </span>
            <span>
              <Kbd>O</Kbd> open
            </span>
          </p>
        </div>
      </section>
      <div className="flex min-w-0 flex-col max-xl:border-t xl:min-h-0 xl:overflow-auto">
        <div className="flex justify-end px-5 pt-2.5 max-sm:px-3">
          <Segmented
            label="View"
            value={view}
            options={[
              { value: 'accounts', label: 'Accounts' },
              { value: 'graph', label: 'Graph' },
            ]}
            onChange={(next) => void setParams({ view: next })}
          />
        </div>
        {view === 'graph' ? (
          <div className="px-5 pt-1 pb-6 max-sm:px-3">
            <TieGraph picture={picture} isolated={show} onIsolate={isolate} />
          </div>
        ) : (
          <LinkedAccounts
            id={id}
            isolated={named(picture, show)}
            pinned={pin}
            columns={columnsOf(picture, show, pin)}
            onFree={isolate}
          />
        )}
      </div>
    </div>
  );
}

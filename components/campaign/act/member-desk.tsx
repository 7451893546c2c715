'use client';

import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { compareHref } from '@/components/account/pick';
import { BatchLink } from '@/components/batch/batch-link';
import type { Ticks } from '@/components/tables/use-ticks';
import { Button } from '@/components/ui/button';
import { count, plural } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Link } from '@/components/ui/link';
import { useAhead } from '@/components/ui/use-ahead';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { campaignMove, RELIST_LIMIT } from '@/lib/model/moves';
import type { Params } from '@/lib/queries/fetch';

const RelistDialog = dynamic(() => import('./relist-dialog').then((part) => part.RelistDialog), {
  ssr: false,
});
const SplitDialog = dynamic(() => import('./split-dialog').then((part) => part.SplitDialog), { ssr: false });

const AHEAD = [() => import('./relist-dialog'), () => import('./split-dialog')];

/** As many accounts as stand side by side, and as many as go into an address. */
const COMPARED = 5;
const NAMED = 100;

interface MemberDeskProps {
  campaign: CampaignHeader;
  ticks: Ticks;
  /** How many accounts the filter matches, and the filter itself without its order. */
  total: number | null;
  filter: Params;
}

/** What stands in the place of the filter while accounts are selected: how many, all that match, and what can be done. */
export function MemberDesk({ campaign, ticks, total, filter }: MemberDeskProps) {
  const [asked, setAsked] = useState<'exclude' | 'split' | null>(null);
  const { ids, whole, size } = ticks;
  const move = campaignMove(campaign.status, 'split');
  const noSplit =
    'refused' in move
      ? move.refused
      : size >= campaign.accounts
        ? 'Those are all of its accounts: there is nothing to split.'
        : null;
  const noExclude =
    whole || size > RELIST_LIMIT
      ? `Accounts are taken out by name, at most ${count(RELIST_LIMIT)} at once: select those that are shown.`
      : null;
  const comparable = ids.length > 1 && ids.length <= COMPARED && !whole;
  const router = useRouter();
  useAhead(AHEAD);
  useHotkeys({
    e: () => (noExclude ? undefined : setAsked('exclude')),
    p: () => (noSplit ? undefined : setAsked('split')),
    v: () => (comparable ? router.push(compareHref(ids)) : undefined),
  });
  const close = () => setAsked(null);
  return (
    <Desk ticks={ticks} total={total}>
      <Button
        look="ghost"
        disabled={noExclude !== null}
        title={noExclude ?? undefined}
        onClick={() => setAsked('exclude')}
      >
        <Kbd>E</Kbd> Take out…
      </Button>
      <Button
        look="ghost"
        disabled={noSplit !== null}
        title={noSplit ?? undefined}
        onClick={() => setAsked('split')}
      >
        <Kbd>P</Kbd> Split off…
      </Button>
      {comparable ? (
        <Button look="ghost" asChild>
          <Link href={compareHref(ids)}>
            <Kbd>V</Kbd> Compare
          </Link>
        </Button>
      ) : null}
      {whole || ids.length <= NAMED ? (
        <BatchLink scope={whole ? { campaign_id: campaign.id, filter } : { ids }} look="ghost">
          Ban…
        </BatchLink>
      ) : null}
      {asked === 'exclude' ? (
        <RelistDialog campaign={campaign} kind="exclude" ids={ids} onClose={close} onDone={ticks.clear} />
      ) : null}
      {asked === 'split' ? (
        <SplitDialog
          campaign={campaign}
          accounts={whole ? { filter } : { ids }}
          count={size}
          onClose={close}
          onDone={ticks.clear}
        />
      ) : null}
    </Desk>
  );
}

/** The same over the accounts that were taken out. */
export function ExcludedDesk({ campaign, ticks }: Pick<MemberDeskProps, 'campaign' | 'ticks'>) {
  const [asked, setAsked] = useState(false);
  return (
    <Desk ticks={ticks} total={null}>
      <Button look="ghost" onClick={() => setAsked(true)}>
        Put back…
      </Button>
      {asked ? (
        <RelistDialog
          campaign={campaign}
          kind="include"
          ids={ticks.ids}
          onClose={() => setAsked(false)}
          onDone={ticks.clear}
        />
      ) : null}
    </Desk>
  );
}

function Desk({ ticks, total, children }: { ticks: Ticks; total: number | null; children: ReactNode }) {
  const { ids, whole, size } = ticks;
  return (
    <section
      aria-label="Selected accounts"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-1.5 border-b bg-accent-soft px-5 py-1.5 max-sm:px-3"
    >
      <span role="status" className="mr-1">
        <b className="font-semibold">{plural(size, 'account')} selected</b>
        {whole ? <span className="text-ink-2">: all that match</span> : null}
      </span>
      {!whole && total !== null && total > ids.length ? (
        <Button look="ghost" className="text-accent hover:text-accent" onClick={() => ticks.takeShown(true)}>
          Select all {count(total)} that match
        </Button>
      ) : null}
      <span className="ml-auto flex flex-wrap items-center gap-1">
        {children}
        <Button look="ghost" square onClick={ticks.clear} aria-label="Select nothing" title="Esc">
          <X size={15} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      </span>
    </section>
  );
}

'use client';

import type { DragEvent } from 'react';
import { useEffect, useState } from 'react';
import { ShowMore } from '@/components/tables/show-more';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { count, spelled } from '@/components/ui/format';
import type { CampaignRow } from '@/lib/model/console/campaign';
import type { CampaignStatus } from '@/lib/model/verdict';
import type { Params } from '@/lib/queries/fetch';
import { rowsOf } from '@/lib/queries/pages';
import { useBoardColumn } from '@/lib/queries/use-campaigns';
import { CardBones } from './board-skeleton';
import { Card } from './card';
import { boardMove } from './moves';

const EMPTY: Record<CampaignStatus, string> = {
  suspected: 'Nothing waits for a decision.',
  confirmed: 'None is confirmed and still able to act.',
  contained: 'None is contained: every account of a confirmed campaign would have to be banned.',
  dismissed: 'None was dismissed.',
  closed: 'None became part of another.',
};

interface ColumnProps {
  status: CampaignStatus;
  index: number;
  filter: Params;
  filtered: boolean;
  /** Campaigns of this status without a filter. */
  total: number | undefined;
  /** The card that is being dragged. */
  dragged: CampaignRow | null;
  onDrag: (campaign: CampaignRow | null) => void;
  onMove: ((campaign: CampaignRow, to: CampaignStatus) => void) | null;
  /** How many cards it shows; undefined while that is not known. */
  onCards: (status: CampaignStatus, cards: number | undefined) => void;
}

/** The campaigns of one status, highest first in the order of the list, page by page. */
export function Column({
  status,
  index,
  filter,
  filtered,
  total,
  dragged,
  onDrag,
  onMove,
  onCards,
}: ColumnProps) {
  const [over, setOver] = useState(false);
  const list = useBoardColumn(filter, status);
  const rows = rowsOf(list.data);
  const cards = list.data && !list.isPlaceholderData ? rows.length : undefined;
  useEffect(() => onCards(status, cards), [onCards, status, cards]);
  const move = dragged ? boardMove(dragged.status, status) : null;
  const open = move !== null && !('refused' in move);
  const shown = filtered
    ? `${count(rows.length)}${list.hasNextPage ? '+' : ''}`
    : count(total ?? rows.length);
  const allow = (event: DragEvent) => {
    if (!dragged || dragged.status === status) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      aria-label={spelled(status)}
      onDragOver={allow}
      onDragLeave={(event) =>
        event.currentTarget.contains(event.relatedTarget as Node | null) ? null : setOver(false)
      }
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (dragged) onMove?.(dragged, status);
      }}
      className={cn(
        'flex min-h-0 w-[264px] min-w-[232px] flex-1 flex-col rounded-md transition-colors duration-90',
        over ? (open ? 'bg-accent-soft' : 'bg-danger-soft') : 'bg-ground',
        dragged && dragged.status !== status && !open && 'opacity-60',
      )}
    >
      <h2 className="flex h-9 shrink-0 items-center gap-2 px-3 font-medium">
        {spelled(status)}
        <span className="text-small font-normal text-ink-3">{list.data ? shown : ''}</span>
        {over && move && 'refused' in move ? (
          <span className="ml-auto text-small font-normal text-critical">not by hand</span>
        ) : over && open ? (
          <span className="ml-auto text-small font-normal text-accent">asks for a reason</span>
        ) : null}
      </h2>
      <div className="min-h-24 flex-1 overflow-y-auto px-2 pb-2">
        {list.isPending ? (
          <CardBones cards={2} />
        ) : list.isError && !list.data ? (
          <Failure what="This column could not be loaded" error={list.error} onRetry={() => list.refetch()} />
        ) : rows.length === 0 ? (
          <p className="px-1 py-1 text-small text-ink-3">
            {filtered ? 'None matches the filters.' : EMPTY[status]}
          </p>
        ) : (
          <>
            <ul className={cn('space-y-2', list.isPlaceholderData && 'opacity-60')}>
              {rows.map((campaign, card) => (
                <Card
                  key={campaign.id}
                  campaign={campaign}
                  place={`${index}:${card}`}
                  onMove={onMove ? (to) => onMove(campaign, to) : null}
                  onDrag={onDrag}
                />
              ))}
            </ul>
            <ShowMore list={list} look="ghost" className="mt-2 w-full">
              Show more
            </ShowMore>
          </>
        )}
      </div>
    </section>
  );
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type KeyboardEvent, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { PersonContext } from '@/components/frame/person';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { toast } from '@/components/ui/toast';
import { useAhead } from '@/components/ui/use-ahead';
import { may } from '@/lib/model/access';
import type { CampaignCounts, CampaignRow } from '@/lib/model/console/campaign';
import type { CampaignStatus } from '@/lib/model/verdict';
import type { Params } from '@/lib/queries/fetch';
import { Column } from './column';
import { boardColumns, boardMove, nextPlace } from './moves';

const DecideDialog = dynamic(
  () => import('@/components/campaign/decide-dialog').then((module) => module.DecideDialog),
  { ssr: false },
);

const AHEAD = [() => import('@/components/campaign/decide-dialog')];

interface BoardProps {
  filter: Params;
  /** Statuses asked for; none for all. */
  columns: readonly CampaignStatus[];
  counts: CampaignCounts | undefined;
  filtered: boolean;
  /** What stands instead of the columns when the filter leaves no card. */
  empty: ReactNode;
}

/**
 * Campaigns by status. A card is moved by dragging, by its menu or by a key, and every move asks for the decision and
 * its reason; what no decision leads to is refused with the reason why.
 */
export function Board({ filter, columns, counts, filtered, empty }: BoardProps) {
  const person = useContext(PersonContext);
  const client = useQueryClient();
  const board = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<CampaignRow | null>(null);
  const [deciding, setDeciding] = useState<{
    campaign: CampaignRow;
    kind: 'confirm' | 'dismiss' | 'reopen';
  } | null>(null);
  const mayDecide = person ? may({ kind: 'person', ...person }, 'campaign.decide') : false;
  useAhead(AHEAD);
  const statuses = boardColumns(columns);
  const [cards, setCards] = useState<Partial<Record<CampaignStatus, number>>>({});
  const tell = useCallback(
    (status: CampaignStatus, n: number | undefined) => setCards((was) => ({ ...was, [status]: n })),
    [],
  );
  const nothing = filtered && statuses.every((status) => cards[status] === 0);
  const move = (campaign: CampaignRow, to: CampaignStatus) => {
    setDragged(null);
    const next = boardMove(campaign.status, to);
    if ('refused' in next) {
      if (campaign.status !== to) toast.note('The card stays where it is.', next.refused);
      return;
    }
    setDeciding({ campaign, kind: next.kind });
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const place = event.target.dataset.card;
    if (place === undefined) return;
    const element = board.current;
    if (!element) return;
    const [column = 0, card = 0] = place.split(':').map(Number);
    const sizes = statuses.map((_, at) => element.querySelectorAll(`[data-card^="${at}:"]`).length);
    const next = nextPlace([column, card], event.key, sizes);
    if (next) {
      event.preventDefault();
      element.querySelector<HTMLElement>(`[data-card="${next.join(':')}"]`)?.focus();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'm') {
      event.preventDefault();
      const trigger = element.querySelector<HTMLElement>(`[data-move="${place}"]`);
      trigger?.focus();
      trigger?.click();
    }
  };
  return (
    <>
      {nothing ? <div className="flex-1">{empty}</div> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move among the links of the cards */}
      <div
        ref={board}
        onKeyDown={press}
        className={cn(
          'min-h-0 flex-1 gap-3 overflow-x-auto px-5 py-3 max-sm:px-3',
          nothing ? 'hidden' : 'flex',
        )}
      >
        {statuses.map((status, index) => (
          <Column
            key={status}
            status={status}
            index={index}
            filter={filter}
            filtered={filtered}
            total={counts ? (counts.statuses[status] ?? 0) : undefined}
            dragged={dragged}
            onDrag={setDragged}
            onMove={mayDecide ? move : null}
            onCards={tell}
          />
        ))}
      </div>
      <p className="flex shrink-0 flex-wrap gap-x-4 border-t px-5 py-2 text-small text-ink-3 max-sm:hidden">
        <span>
          <Kbd>←</Kbd> <Kbd>→</Kbd> <Kbd>↑</Kbd> <Kbd>↓</Kbd> among the cards
        </span>
        {mayDecide ? (
          <span>
            <Kbd>M</Kbd> move
          </span>
        ) : null}
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span className="ml-auto">
          {mayDecide
            ? 'A moved card asks for its decision and the reason; nothing moves by itself.'
            : 'You see the board read-only.'}
        </span>
      </p>
      {deciding ? (
        <DecideDialog
          campaign={deciding.campaign}
          kind={deciding.kind}
          onClose={() => setDeciding(null)}
          onDecided={() => void client.invalidateQueries({ queryKey: ['campaigns', 'list'] })}
        />
      ) : null}
    </>
  );
}

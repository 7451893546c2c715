'use client';

import { MoreHorizontal } from 'lucide-react';
import type { DragEvent } from 'react';
import { NewsMark } from '@/components/campaign/news-mark';
import { CapabilityStrip } from '@/components/charts/capability-strip';
import { Sparkline } from '@/components/charts/sparkline';
import { Avatar } from '@/components/ui/avatar';
import { count, plural, score, spelled } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu';
import { SeverityMark } from '@/components/ui/severity';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignRow } from '@/lib/model/console/campaign';
import type { CampaignStatus } from '@/lib/model/verdict';
import { boardColumns, boardMove } from './moves';

interface CardProps {
  campaign: CampaignRow;
  place: string;
  /** Null for those who may not decide: then the card stays where it is. */
  onMove: ((to: CampaignStatus) => void) | null;
  onDrag: (campaign: CampaignRow | null) => void;
}

/** One campaign on the board. Its link is the card; dragging it or its menu asks for a decision. */
export function Card({ campaign, place, onMove, onDrag }: CardProps) {
  const start = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', campaign.id);
    onDrag(campaign);
  };
  return (
    <li
      draggable={onMove !== null}
      onDragStart={start}
      onDragEnd={() => onDrag(null)}
      className="group relative rounded-md bg-surface p-3 inset-ring inset-ring-line hover:inset-ring-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent"
    >
      <div className="flex items-center gap-2">
        <SeverityMark severity={campaign.severity} word={false} size={13} />
        <Link
          href={`/campaigns/${encodeURIComponent(campaign.id)}`}
          data-card={place}
          draggable={false}
          className="min-w-0 flex-1 clip font-medium outline-none after:absolute after:inset-0"
        >
          <UntrustedText max={60}>{campaign.title}</UntrustedText>
        </Link>
        <span className="font-medium" title="Score">
          {score(campaign.score)}
        </span>
        {onMove ? (
          <span className="relative z-10 -my-1 -mr-1.5">
            <Menu
              align="end"
              trigger={
                <button
                  type="button"
                  aria-label={`Move ${campaign.title}`}
                  title="Move (M)"
                  data-move={place}
                  className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:bg-press hover:text-ink"
                >
                  <MoreHorizontal size={14} aria-hidden="true" />
                </button>
              }
            >
              <MenuLabel>Move to</MenuLabel>
              {boardColumns([])
                .filter((status) => status !== campaign.status)
                .map((status) => (
                  <MenuItem
                    key={status}
                    hint={'refused' in boardMove(campaign.status, status) ? 'not by hand' : undefined}
                    onSelect={() => onMove(status)}
                  >
                    {spelled(status)}
                    {'refused' in boardMove(campaign.status, status) ? '' : '…'}
                  </MenuItem>
                ))}
            </Menu>
          </span>
        ) : null}
      </div>
      <div className="mt-1 flex items-center gap-2 text-small text-ink-2">
        <span title={`${count(campaign.active_accounts)} active`}>
          {plural(campaign.accounts, 'account')}
        </span>
        <span className="text-ink-3">
          <Ago time={campaign.last_seen} />
        </span>
        {campaign.current ? null : <span className="text-ink-3">not in the last run</span>}
        <NewsMark unseen={campaign.unseen} />
        <span className="ml-auto">
          <Avatar person={campaign.owner} />
        </span>
      </div>
      <div className="mt-2 flex items-end justify-between gap-3">
        <CapabilityStrip shares={campaign.capabilities} />
        <Sparkline values={campaign.trend} label="Exchanges a day" width={64} />
      </div>
    </li>
  );
}

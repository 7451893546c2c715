'use client';

import { ChevronUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { TabBar } from '@/components/ui/tabs';
import type { AlertCounts, AlertView } from '@/lib/model/console/alert';

const VIEWS: readonly { view: AlertView; label: string }[] = [
  { view: 'open', label: 'Open' },
  { view: 'mine', label: 'Mine' },
  { view: 'unclaimed', label: 'Unclaimed' },
  { view: 'snoozed', label: 'Snoozed' },
  { view: 'decided', label: 'Decided' },
];

interface QueueTabsProps {
  view: AlertView;
  counts: AlertCounts | undefined;
  /** How many alerts wait to be shown. */
  news: number;
  onNew: () => void;
  onView: (view: AlertView) => void;
  /** Null for those who may not triage. */
  onReviewNext: (() => void) | null;
  busy: boolean;
}

/** The tabs of the queue with their counts, what is new, and the one button that starts the work. */
export function QueueTabs({ view, counts, news, onNew, onView, onReviewNext, busy }: QueueTabsProps) {
  return (
    <TabBar
      label="Queue"
      tabs={VIEWS.map((tab) => ({
        label: tab.label,
        href: tab.view === 'open' ? '/queue' : `/queue?view=${tab.view}`,
        current: tab.view === view,
        count: counts ? count(counts.views[tab.view]) : undefined,
        onSelect: () => onView(tab.view),
      }))}
      end={
        <>
          <span role="status">
            {news > 0 ? (
              <button
                type="button"
                onClick={onNew}
                title="Read the queue anew (U)"
                className="inline-flex h-5 items-center gap-1 rounded-full bg-accent-soft px-[7px] text-small font-medium text-accent"
              >
                <ChevronUp size={12} strokeWidth={2} aria-hidden="true" />
                {count(news)} new
              </button>
            ) : null}
          </span>
          {onReviewNext ? (
            <Button look="primary" disabled={busy} onClick={onReviewNext}>
              Review next
              <span className="max-md:hidden">
                <Kbd onFill>R</Kbd>
              </span>
            </Button>
          ) : null}
        </>
      }
    />
  );
}

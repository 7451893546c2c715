'use client';

import { NoRecords } from '@/components/frame/no-records';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { count, plural } from '@/components/ui/format';
import type { AlertCounts, AlertView } from '@/lib/model/console/alert';
import { useStatus } from '@/lib/queries/use-status';
import type { QueueFilterChange } from './queue-filter';

interface QueueEmptyProps {
  view: AlertView;
  filtered: boolean;
  counts: AlertCounts | undefined;
  onChange: (change: QueueFilterChange) => void;
  onView: (view: AlertView) => void;
}

/** Why a tab of the queue is empty, and the one next step. */
export function QueueEmpty({ view, filtered, counts, onChange, onView }: QueueEmptyProps) {
  const { data: status } = useStatus();
  const open = counts?.views.open ?? 0;
  const inView = counts?.views[view] ?? 0;
  if (filtered && inView > 0) {
    return (
      <Empty
        title="No alert matches these filters"
        action={
          <Button
            onClick={() =>
              onChange({ kind: null, severity: null, capability: null, due: null, assignee: null })
            }
          >
            Take all filters away
          </Button>
        }
      >
        {count(inView)} {inView === 1 ? 'is' : 'are'} here without them.
      </Empty>
    );
  }
  if (view === 'mine' && open > 0) {
    return (
      <Empty
        title="Nothing is yours"
        action={<Button onClick={() => onView('unclaimed')}>See the unclaimed</Button>}
      >
        Nothing is assigned to you, you hold nothing, and no campaign that you watch has an open alert.{' '}
        {plural(counts?.views.unclaimed ?? 0, 'alert')} {counts?.views.unclaimed === 1 ? 'is' : 'are'} free;
        “Review next” claims the most urgent one for you.
      </Empty>
    );
  }
  if (view === 'unclaimed' && open > 0) {
    return (
      <Empty
        title="Everything open is held or assigned"
        action={<Button onClick={() => onView('open')}>See what is open</Button>}
      >
        {plural(open, 'alert')} {open === 1 ? 'has' : 'have'} somebody. A claim that is not renewed runs out
        after half an hour.
      </Empty>
    );
  }
  if (view === 'snoozed') {
    return (
      <Empty title="Nothing is snoozed">
        What you put off with <code>S</code> waits here and comes back by itself at its time.
      </Empty>
    );
  }
  if (view === 'decided') {
    return (
      <Empty title="Nothing has been decided yet">
        Alerts come here when their campaign is confirmed or dismissed.
      </Empty>
    );
  }
  if (status && !status.ingest) {
    return <NoRecords>Alerts are raised by detection over account and exchange records.</NoRecords>;
  }
  if (status && !status.last_run) {
    return (
      <Empty title="Detection has not run yet">
        Records are there. The worker runs detection on its schedule; <code>npx retort detect</code> runs it
        now.
      </Empty>
    );
  }
  const snoozed = counts?.views.snoozed ?? 0;
  if (snoozed > 0) {
    return (
      <Empty
        title="Nothing is open"
        action={<Button onClick={() => onView('snoozed')}>See the snoozed</Button>}
      >
        {plural(snoozed, 'alert')} {snoozed === 1 ? 'is' : 'are'} snoozed and{' '}
        {snoozed === 1 ? 'comes' : 'come'} back by {snoozed === 1 ? 'itself' : 'themselves'}.
      </Empty>
    );
  }
  return (
    <Empty title="Nothing is open">
      Every alert is decided. New ones are announced here as they come; nothing moves by itself.
    </Empty>
  );
}

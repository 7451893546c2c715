'use client';

import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { Kbd } from '@/components/ui/kbd';
import { useNow } from '@/components/ui/now';
import { campaignMove } from '@/lib/model/moves';
import { isHeld } from '@/lib/model/queue';
import { AlertSkeleton } from './queue-skeleton';
import { ReviewPanel } from './review-panel';
import type { Queue } from './use-queue';

/** What the letters under the panel do beyond claiming and opening: each asks something first. */
export type Asked = 'confirm' | 'dismiss' | 'snooze' | 'assign' | 'note';

interface ReviewPaneProps {
  queue: Queue;
  shownOnNarrow: boolean;
  mayTriage: boolean;
  mayDecide: boolean;
  mayBan: boolean;
  onAsk: (what: Asked) => void;
  onBack: () => void;
}

/** The panel beside the queue with the letters that act; where both do not fit it takes the place of the list. */
export function ReviewPane({
  queue,
  shownOnNarrow,
  mayTriage,
  mayDecide,
  mayBan,
  onAsk,
  onBack,
}: ReviewPaneProps) {
  const self = usePerson();
  const now = useNow();
  const { review, reviewing, selected } = queue;
  const open = review?.status === 'open';
  const held = review?.claim && isHeld(review.claim.until, now) ? review.claim.person.id : null;
  const snoozed = isHeld(review?.snoozed_until, now);
  return (
    <aside
      aria-label="Review"
      className={cn('flex min-h-0 flex-col border-l max-lg:border-0', !shownOnNarrow && 'max-lg:hidden')}
    >
      {review ? (
        <>
          <ReviewPanel
            review={review}
            others={queue.others}
            busy={queue.busy}
            mayTriage={mayTriage}
            onClaim={queue.toggleClaim}
            onWake={() => queue.act({ verb: 'wake' }, 'It is open again.')}
            onBack={onBack}
          />
          <div className="grid shrink-0 grid-cols-4 gap-x-1.5 gap-y-0.5 border-t px-4 py-2.5 max-lg:sticky max-lg:bottom-0 max-lg:bg-surface max-sm:px-2 max-sm:text-small">
            <Letter
              letter="C"
              disabled={!mayDecide || 'refused' in campaignMove(review.campaign.status, 'confirm')}
              onClick={() => onAsk('confirm')}
            >
              Confirm
            </Letter>
            <Letter
              letter="D"
              disabled={!mayDecide || 'refused' in campaignMove(review.campaign.status, 'dismiss')}
              onClick={() => onAsk('dismiss')}
            >
              Dismiss
            </Letter>
            <Letter letter="B" disabled={!mayBan} onClick={queue.banAccounts}>
              Ban…
            </Letter>
            <Letter
              letter="S"
              disabled={!mayTriage || !open || queue.busy}
              onClick={() => (snoozed ? queue.act({ verb: 'wake' }, 'It is open again.') : onAsk('snooze'))}
            >
              {snoozed ? 'Wake' : 'Snooze'}
            </Letter>
            <Letter letter="A" disabled={!mayTriage || !open || queue.busy} onClick={queue.toggleClaim}>
              {!held ? 'Claim' : held === self.id ? 'Release' : 'Take'}
            </Letter>
            <Letter letter="G" disabled={!mayTriage || !open} onClick={() => onAsk('assign')}>
              Assign
            </Letter>
            <Letter letter="N" disabled={!mayTriage} onClick={() => onAsk('note')}>
              Note
            </Letter>
            <Letter letter="O" onClick={queue.openCampaign}>
              Open
            </Letter>
          </div>
        </>
      ) : reviewing.isError ? (
        <Failure
          what="The alert could not be loaded"
          error={reviewing.error}
          onRetry={() => reviewing.refetch()}
        />
      ) : selected ? (
        <AlertSkeleton />
      ) : (
        <p className="m-auto text-ink-3">The alert you choose is shown here.</p>
      )}
    </aside>
  );
}

function Letter({
  letter,
  disabled,
  onClick,
  children,
}: {
  letter: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <Button
      look="ghost"
      disabled={disabled}
      onClick={onClick}
      className="justify-start disabled:bg-transparent"
    >
      <span className="max-sm:hidden">
        <Kbd>{letter}</Kbd>
      </span>
      {children}
    </Button>
  );
}

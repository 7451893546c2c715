'use client';

import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { Kbd } from '@/components/ui/kbd';
import { Bone } from '@/components/ui/skeleton';
import { campaignMove } from '@/lib/model/moves';
import { ReviewPanel } from './review-panel';
import type { Queue } from './use-queue';

interface ReviewPaneProps {
  queue: Queue;
  shownOnNarrow: boolean;
  mayTriage: boolean;
  mayDecide: boolean;
  onDecide: (kind: 'confirm' | 'dismiss') => void;
  onBack: () => void;
}

/** The panel beside the queue with the letters that act; where both do not fit it takes the place of the list. */
export function ReviewPane({
  queue,
  shownOnNarrow,
  mayTriage,
  mayDecide,
  onDecide,
  onBack,
}: ReviewPaneProps) {
  const self = usePerson();
  const { review, reviewing, selected } = queue;
  return (
    <aside
      aria-label="Review"
      className={cn('flex min-h-0 flex-col border-l max-lg:border-0', !shownOnNarrow && 'max-lg:hidden')}
    >
      {review ? (
        <>
          <ReviewPanel
            review={review}
            busy={queue.busy}
            mayTriage={mayTriage}
            onClaim={queue.toggleClaim}
            onRelease={queue.toggleClaim}
            onBack={onBack}
          />
          <div className="grid shrink-0 grid-cols-4 gap-1.5 border-t px-4 py-2.5 max-lg:sticky max-lg:bottom-0 max-lg:bg-surface max-sm:grid-cols-2 max-sm:px-2">
            <Letter
              letter="C"
              disabled={!mayDecide || 'refused' in campaignMove(review.campaign.status, 'confirm')}
              onClick={() => onDecide('confirm')}
            >
              Confirm
            </Letter>
            <Letter
              letter="D"
              disabled={!mayDecide || 'refused' in campaignMove(review.campaign.status, 'dismiss')}
              onClick={() => onDecide('dismiss')}
            >
              Dismiss
            </Letter>
            <Letter
              letter="A"
              disabled={!mayTriage || review.status !== 'open' || queue.busy}
              onClick={queue.toggleClaim}
            >
              {!review.assignee ? 'Claim' : review.assignee.id === self.id ? 'Release' : 'Take over'}
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
        <PanelSkeleton />
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

function PanelSkeleton() {
  return (
    <div role="status" aria-label="Loading the alert" className="space-y-3 px-5 pt-12">
      <Bone width={140} className="h-4" />
      <Bone width="92%" />
      <Bone width="64%" />
      <div className="grid grid-cols-3 gap-4 py-4">
        <Bone width={70} className="h-5" />
        <Bone width={70} className="h-5" />
        <Bone width={70} className="h-5" />
      </div>
      <Bone width="80%" />
      <Bone width="100%" className="h-24" />
      <Bone width="86%" />
      <Bone width="78%" />
      <Bone width="82%" />
    </div>
  );
}

'use client';

import { Button } from '@/components/ui/button';
import { FailedNote } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import type { DetectorItem } from '@/lib/model/detector';
import { useDetectorAct } from '@/lib/queries/use-detectors';
import { versionName } from './words';

interface Props {
  detector: DetectorItem;
  onLive: () => void;
  /** It is gone. */
  onDiscarded: () => void;
  onShadow: () => void;
}

/** What can be done with a version in its state. */
export function DetectorActs({ detector, onLive, onDiscarded, onShadow }: Props) {
  const shadow = useDetectorAct('shadow');
  const discard = useDetectorAct('discard');
  const { id, version, state } = detector;
  const name = versionName(detector);
  const end = () =>
    discard.mutate(
      { id, version },
      {
        onSuccess: () => {
          toast.done(state === 'draft' ? `${name} is discarded.` : `${name} is a draft again.`);
          if (state === 'draft') onDiscarded();
        },
      },
    );
  if (state === 'live') return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 print:hidden">
      {state === 'draft' || state === 'shadow' ? (
        <Button look="line" disabled={discard.isPending} onClick={end}>
          {state === 'draft' ? 'Discard' : 'End the shadow'}
        </Button>
      ) : null}
      {state === 'draft' ? (
        <Button
          disabled={shadow.isPending}
          onClick={() =>
            shadow.mutate(
              { id, version },
              {
                onSuccess: () => {
                  toast.done(`${name} is the shadow.`, 'The next run judges by it as well.');
                  onShadow();
                },
              },
            )
          }
        >
          Run as shadow
        </Button>
      ) : (
        <Button look={state === 'shadow' ? 'plain' : 'line'} onClick={onLive}>
          {state === 'shadow' ? 'Put live…' : 'Put live again…'}
        </Button>
      )}
      <FailedNote what="Nothing was changed." error={shadow.error ?? discard.error} className="basis-full" />
    </div>
  );
}

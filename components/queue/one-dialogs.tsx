'use client';

import { DecideDialog } from '@/components/campaign/decide-dialog';
import { moment } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AlertReview } from '@/lib/model/console/alert';
import { useNote } from '@/lib/queries/use-activity';
import { useTriage } from '@/lib/queries/use-triage';
import { AssignDialog, NoteDialog, SnoozeDialog } from './ask-dialogs';
import type { Asked } from './review-pane';

interface OneDialogsProps {
  review: AlertReview;
  asked: Asked;
  onClose: () => void;
  /** It is done with: the next one may come. */
  onDone: () => void;
}

/** What a letter asks about the alert in the panel. */
export function OneDialogs({ review, asked, onClose, onDone }: OneDialogsProps) {
  const triage = useTriage();
  const note = useNote(review.campaign.id);
  const about = <UntrustedText max={60}>{review.campaign.title}</UntrustedText>;
  const ask = { about, busy: triage.isPending, error: triage.error, onClose };
  const finish = (title: string, description?: string) => {
    toast.done(title, description);
    onClose();
  };
  switch (asked) {
    case 'confirm':
    case 'dismiss':
      return <DecideDialog campaign={review.campaign} kind={asked} onClose={onClose} onDecided={onDone} />;
    case 'snooze':
      return (
        <SnoozeDialog
          {...ask}
          onSnooze={(until) =>
            triage.mutate(
              { alert: review, act: { verb: 'snooze', until } },
              {
                onSuccess: () => {
                  finish(`Snoozed until ${moment(until)}.`);
                  onDone();
                },
              },
            )
          }
        />
      );
    case 'assign':
      return (
        <AssignDialog
          {...ask}
          onAssign={(person) =>
            triage.mutate(
              { alert: review, act: { verb: 'assign', assignee_id: person?.id ?? null } },
              { onSuccess: () => finish(person ? `Assigned to ${person.name}.` : 'Assigned to nobody.') },
            )
          }
        />
      );
    case 'note':
      return (
        <NoteDialog
          about={about}
          draft={`note:${review.campaign.id}`}
          busy={note.isPending}
          error={note.error}
          onClose={onClose}
          onNote={(text, done) =>
            note.mutate(text, {
              onSuccess: () => {
                done();
                finish('The note is in the activity of the campaign.');
              },
            })
          }
        />
      );
  }
}

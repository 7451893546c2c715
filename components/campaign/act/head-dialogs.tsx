'use client';

import { useRouter } from 'next/navigation';
import { DecideDialog } from '@/components/campaign/decide-dialog';
import { AssignDialog, NoteDialog, SnoozeDialog } from '@/components/queue/ask-dialogs';
import { moment, plural } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { useNote } from '@/lib/queries/use-activity';
import { useCampaignAct } from '@/lib/queries/use-group';
import { CaseDialog } from './case-dialog';
import { KeysSheet } from './keys-sheet';
import { MergeDialog } from './merge-dialog';
import { PoolDialog } from './pool-dialog';
import { ShareDialog } from './share-dialog';
import { UndoDialog } from './undo-dialog';

/** What the head of a campaign asks before it does it. */
export type AskedOfCampaign =
  | 'confirm'
  | 'dismiss'
  | 'reopen'
  | 'merge'
  | 'pool'
  | 'undo'
  | 'assign'
  | 'snooze'
  | 'note'
  | 'case'
  | 'share'
  | 'keys';

interface HeadDialogsProps {
  campaign: CampaignHeader;
  asked: AskedOfCampaign;
  onClose: () => void;
}

/** The dialog of what is asked. */
export function HeadDialogs({ campaign, asked, onClose }: HeadDialogsProps) {
  switch (asked) {
    case 'confirm':
    case 'dismiss':
    case 'reopen':
      return <DecideDialog campaign={campaign} kind={asked} onClose={onClose} />;
    case 'merge':
      return <MergeDialog campaign={campaign} onClose={onClose} />;
    case 'pool':
      return <PoolDialog campaign={campaign} onClose={onClose} />;
    case 'undo':
      return campaign.undo ? <UndoDialog campaign={campaign} undo={campaign.undo} onClose={onClose} /> : null;
    case 'case':
      return <CaseDialog campaign={campaign} onClose={onClose} />;
    case 'share':
      return <ShareDialog campaign={campaign} onClose={onClose} />;
    case 'keys':
      return <KeysSheet onClose={onClose} />;
    case 'assign':
      return <Assign campaign={campaign} onClose={onClose} />;
    case 'snooze':
      return <Snooze campaign={campaign} onClose={onClose} />;
    case 'note':
      return <WriteNote campaign={campaign} onClose={onClose} />;
  }
}

type PartProps = Omit<HeadDialogsProps, 'asked'>;

function Assign({ campaign, onClose }: PartProps) {
  const assign = useCampaignAct(campaign.id, 'assign');
  return (
    <AssignDialog
      about={<UntrustedText max={60}>{campaign.title}</UntrustedText>}
      what="Who owns a campaign sees it through; its alerts are assigned one by one."
      busy={assign.isPending}
      error={assign.error}
      onClose={onClose}
      onAssign={(person) =>
        assign.mutate(
          { version: campaign.version, owner_id: person?.id ?? null },
          {
            onSuccess: () => {
              toast.done(
                person ? `${person.name} owns ${campaign.title}.` : `Nobody owns ${campaign.title}.`,
              );
              onClose();
            },
          },
        )
      }
    />
  );
}

function Snooze({ campaign, onClose }: PartProps) {
  const snooze = useCampaignAct(campaign.id, 'snooze');
  return (
    <SnoozeDialog
      about={
        <>
          the alerts of <UntrustedText max={60}>{campaign.title}</UntrustedText>
        </>
      }
      busy={snooze.isPending}
      error={snooze.error}
      onClose={onClose}
      onSnooze={(until) =>
        snooze.mutate(
          { version: campaign.version, until },
          {
            onSuccess: ({ alerts }) => {
              toast.done(`${plural(alerts ?? 0, 'alert')} snoozed until ${moment(until)}.`);
              onClose();
            },
          },
        )
      }
    />
  );
}

function WriteNote({ campaign, onClose }: PartProps) {
  const note = useNote(campaign.id);
  const router = useRouter();
  return (
    <NoteDialog
      about={<UntrustedText max={60}>{campaign.title}</UntrustedText>}
      draft={`note:${campaign.id}`}
      busy={note.isPending}
      error={note.error}
      onClose={onClose}
      onNote={(text, done) =>
        note.mutate(text, {
          onSuccess: () => {
            done();
            onClose();
            router.push(`/campaigns/${encodeURIComponent(campaign.id)}/activity`);
          },
        })
      }
    />
  );
}

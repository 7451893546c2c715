'use client';

import { toast } from '@/components/ui/toast';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import type { Undoable } from '@/lib/model/moves';
import { useCampaignAct } from '@/lib/queries/use-group';
import { CampaignDialog } from './campaign-dialog';

/** What each kind of decision is called, and what stands again without it. */
const KINDS: Record<Undoable, { name: string; restores: string }> = {
  confirm: {
    name: 'that it was confirmed',
    restores: 'It is what it was before, and the alerts that were decided with it are open again.',
  },
  dismiss: {
    name: 'that it was dismissed',
    restores: 'It is what it was before, and the alerts that were decided with it are open again.',
  },
  reopen: { name: 'that it was reopened', restores: 'What was judged before stands again.' },
  merge: {
    name: 'the merger',
    restores: 'Both campaigns stand by themselves again, each with its accounts and alerts.',
  },
  split: {
    name: 'the split',
    restores: 'The accounts are together again; the part is closed and points to the whole.',
  },
  exclude: { name: 'that accounts were taken out', restores: 'They are listed again as they were.' },
  include: { name: 'that accounts were put back', restores: 'They are out again.' },
};

interface UndoDialogProps {
  campaign: CampaignHeader;
  undo: NonNullable<CampaignHeader['undo']>;
  onClose: () => void;
}

/** Takes the last decision about a campaign back, after saying what that restores. */
export function UndoDialog({ campaign, undo, onClose }: UndoDialogProps) {
  const act = useCampaignAct(campaign.id, 'undo');
  const { name, restores } = KINDS[undo.kind];
  return (
    <CampaignDialog
      campaign={campaign}
      words={{
        title: 'Undo the last decision about',
        what: `${undo.actor} decided it. ${restores} Orders that went out stay; accounts are reinstated by decisions of their own.`,
        act: `Take back ${name}`,
        status: 'as before',
      }}
      draft={`undo:${campaign.id}`}
      busy={act.isPending}
      error={act.error}
      // What somebody decided since rests on it.
      pointless={() => true}
      onClose={onClose}
      onSend={(version, reason, done) =>
        act.mutate(
          { version, decision_id: undo.decision_id, reason },
          {
            onSuccess: ({ restored }) => {
              done();
              toast.done('Taken back.', restored);
              onClose();
            },
          },
        )
      }
    />
  );
}

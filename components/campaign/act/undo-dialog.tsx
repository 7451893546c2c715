'use client';

import { toast } from '@/components/ui/toast';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import type { Undoable } from '@/lib/model/moves';
import { useCampaignAct } from '@/lib/queries/use-group';
import { CampaignDialog } from './campaign-dialog';

/** What was done, what it is called, and what stands without it. */
const KINDS: Record<Undoable, { did: string; name: string; without: string }> = {
  confirm: {
    did: 'confirmed it',
    name: 'the confirmation',
    without: 'it is what it was before, and the alerts that were decided with it are open again.',
  },
  dismiss: {
    did: 'dismissed it',
    name: 'the dismissal',
    without: 'it is what it was before, and the alerts that were decided with it are open again.',
  },
  reopen: { did: 'reopened it', name: 'the reopening', without: 'what was judged before stands again.' },
  merge: {
    did: 'merged two campaigns',
    name: 'the merger',
    without: 'both stand by themselves again, each with its accounts and alerts.',
  },
  split: {
    did: 'split accounts off',
    name: 'the split',
    without: 'the accounts are together again, and the part is closed and points to the whole.',
  },
  exclude: {
    did: 'took accounts out',
    name: 'the exclusion',
    without: 'they are listed again as they were.',
  },
  include: { did: 'put accounts back', name: 'the inclusion', without: 'they are out again.' },
};

interface UndoDialogProps {
  campaign: CampaignHeader;
  undo: NonNullable<CampaignHeader['undo']>;
  onClose: () => void;
}

/** Takes the last decision about a campaign back, after saying what that restores. */
export function UndoDialog({ campaign, undo, onClose }: UndoDialogProps) {
  const act = useCampaignAct(campaign.id, 'undo');
  const { did, name, without } = KINDS[undo.kind];
  return (
    <CampaignDialog
      campaign={campaign}
      words={{
        title: 'Undo the last decision about',
        what: `${undo.actor} ${did}. Without that ${without} Orders that went out stay; accounts are reinstated by decisions of their own.`,
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

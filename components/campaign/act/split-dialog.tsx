'use client';

import { useRouter } from 'next/navigation';
import { plural } from '@/components/ui/format';
import { campaignMove } from '@/lib/model/moves';
import type { Params } from '@/lib/queries/fetch';
import { useCampaignAct } from '@/lib/queries/use-group';
import { CampaignDialog, type Decidable } from './campaign-dialog';
import { useUndoToast } from './use-undo-toast';

/** Accounts of a campaign: some by id, or all that a filter of its list finds. */
export type Chosen = { ids: readonly string[] } | { filter: Params };

interface SplitDialogProps {
  campaign: Decidable;
  accounts: Chosen;
  /** How many those are, as the person sees it. */
  count: number;
  onClose: () => void;
  onDone: () => void;
}

/** Makes the chosen accounts a campaign of their own, and leads there. */
export function SplitDialog({ campaign, accounts, count, onClose, onDone }: SplitDialogProps) {
  const split = useCampaignAct(campaign.id, 'split');
  const router = useRouter();
  const say = useUndoToast();
  return (
    <CampaignDialog
      campaign={campaign}
      words={{
        title: 'Split',
        what: `${plural(count, 'account')} become${count === 1 ? 's' : ''} a campaign of ${count === 1 ? 'its' : 'their'} own, suspected and with an alert. Every later run keeps them apart. What was decided about this campaign stands for the rest.`,
        act: `Split off ${plural(count, 'account')}`,
        status: `${campaign.status}, split`,
      }}
      draft={`split:${campaign.id}`}
      busy={split.isPending}
      error={split.error}
      pointless={(status) => 'refused' in campaignMove(status, 'split')}
      onClose={onClose}
      onSend={(version, reason, done) =>
        split.mutate(
          { version, accounts, count, reason },
          {
            onSuccess: (answer) => {
              done();
              say(
                {
                  title: `${answer.into?.title ?? 'The part'} has ${plural(answer.into?.accounts ?? 0, 'account')}.`,
                  description: `They were split off from ${campaign.title}.`,
                },
                answer,
                answer.decision_id,
              );
              onClose();
              onDone();
              if (answer.into) router.push(`/campaigns/${encodeURIComponent(answer.into.id)}`);
            },
          },
        )
      }
    />
  );
}

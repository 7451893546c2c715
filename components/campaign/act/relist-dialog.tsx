'use client';

import { plural } from '@/components/ui/format';
import { useCampaignAct } from '@/lib/queries/use-group';
import { CampaignDialog, type Decidable } from './campaign-dialog';
import { useUndoToast } from './use-undo-toast';

interface RelistDialogProps {
  campaign: Decidable;
  kind: 'exclude' | 'include';
  ids: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

/** Takes accounts out of a campaign, or puts them back, by one decision. */
export function RelistDialog({ campaign, kind, ids, onClose, onDone }: RelistDialogProps) {
  const relist = useCampaignAct(campaign.id, kind);
  const say = useUndoToast();
  const they = plural(ids.length, 'account');
  const out = kind === 'exclude';
  return (
    <CampaignDialog
      campaign={campaign}
      words={{
        title: out ? `Take ${they} out of` : `Put ${they} back into`,
        what: out
          ? 'No later run lists them here on the same evidence; when more is known, it is said what. The accounts themselves stay as they are.'
          : 'They are listed as they were, and later runs list them as they find them.',
        act: out ? `Take ${they} out` : `Put ${they} back`,
        status: out ? `${they} fewer` : `${they} more`,
      }}
      draft={`${kind}:${campaign.id}`}
      busy={relist.isPending}
      error={relist.error}
      pointless={() => false}
      onClose={onClose}
      onSend={(version, reason, done) =>
        relist.mutate(
          { version, account_ids: ids, reason },
          {
            onSuccess: (answer) => {
              done();
              say(
                {
                  title: out ? `${they} taken out.` : `${they} put back.`,
                  description: `${campaign.title} has ${plural(answer.accounts ?? 0, 'account')} now.`,
                },
                answer,
                answer.decision_id,
              );
              onClose();
              onDone();
            },
          },
        )
      }
    />
  );
}

'use client';

import { useState } from 'react';
import { CampaignPicker, type Picked } from '@/components/decision/campaign-picker';
import { campaignMove, cannotTake } from '@/lib/model/moves';
import { ProblemError } from '@/lib/queries/fetch';
import { useCampaignAct } from '@/lib/queries/use-group';
import { CampaignDialog, type Decidable } from './campaign-dialog';
import { useUndoToast } from './use-undo-toast';

const WORDS = {
  title: 'Merge',
  what: 'It is the same operation as another campaign. Its accounts and open alerts go there, in every later run too; this one is closed and points there.',
  act: 'Merge campaigns',
  status: 'closed',
};

/** Makes a campaign part of another that the person finds. */
export function MergeDialog({ campaign, onClose }: { campaign: Decidable; onClose: () => void }) {
  const [into, setInto] = useState<Picked | null>(null);
  const merge = useCampaignAct(campaign.id, 'merge');
  const say = useUndoToast();
  return (
    <CampaignDialog
      campaign={campaign}
      other={into}
      words={WORDS}
      draft={`merge:${campaign.id}`}
      busy={merge.isPending}
      error={merge.error}
      incomplete={into === null}
      questionsFirst
      pointless={(status, id) =>
        id === campaign.id ? 'refused' in campaignMove(status, 'merge') : cannotTake(status) !== null
      }
      questions={(checked) => (
        <CampaignPicker
          label="Into"
          without={campaign.id}
          autoFocus
          picked={into}
          refused={({ status }) => cannotTake(status)}
          error={checked && into === null ? 'Say into which campaign.' : undefined}
          onPick={setInto}
        />
      )}
      onClose={onClose}
      onSend={(version, reason, done) => {
        if (!into) return;
        // Of a conflict about the other campaign the version that stands now is that one's.
        const theirs = otherVersion(merge.error, into);
        merge.mutate(
          theirs === null
            ? { version, into_id: into.id, into_version: into.version, reason }
            : { version: campaign.version, into_id: into.id, into_version: theirs, reason },
          {
            onSuccess: (answer) => {
              done();
              say(
                {
                  title: `${campaign.title} is part of ${into.title}.`,
                  description: `${into.title} has ${answer.into?.accounts ?? 0} accounts now.`,
                },
                answer,
                answer.decision_id,
              );
              onClose();
            },
          },
        );
      }}
    />
  );
}

function otherVersion(error: Error | null, into: Picked): number | null {
  if (!(error instanceof ProblemError) || error.facts.id !== into.id) return null;
  return typeof error.facts.version === 'number' ? error.facts.version : null;
}

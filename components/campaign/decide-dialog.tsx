'use client';

import { useState } from 'react';
import { CampaignPicker, type Picked } from '@/components/decision/campaign-picker';
import { RadioList } from '@/components/ui/field';
import type { DismissOutcome } from '@/lib/model/campaign';
import { campaignMove } from '@/lib/model/moves';
import { type Decision, useDecide } from '@/lib/queries/use-decide';
import { CampaignDialog, type Decidable } from './act/campaign-dialog';
import { useUndoToast } from './act/use-undo-toast';

export type { Decidable } from './act/campaign-dialog';

interface DecideDialogProps {
  campaign: Decidable;
  kind: Decision['kind'];
  onClose: () => void;
  onDecided?: () => void;
}

/** What a campaign may be instead of one operation that harvests. */
export const OUTCOMES: readonly { value: DismissOutcome; label: string; hint: string }[] = [
  {
    value: 'not_coordinated',
    label: 'Not one operation',
    hint: 'The accounts belong to unrelated customers.',
  },
  {
    value: 'not_harvesting',
    label: 'One operation, no harvest',
    hint: 'A reseller, an employer, a class: ordinary use.',
  },
  { value: 'authorized', label: 'Harvest that is allowed', hint: 'A contract or an evaluation covers it.' },
  {
    value: 'duplicate',
    label: 'Duplicate of another case',
    hint: 'It is handled there. To put the accounts together, merge instead.',
  },
];

const WORDS = {
  confirm: {
    title: 'Confirm',
    what: 'It is one operation that harvests. Its open alerts are decided with it; no account is banned by this.',
    status: 'confirmed',
    act: 'Confirm campaign',
  },
  dismiss: {
    title: 'Dismiss',
    what: 'It is raised again only if the evidence changes. Accounts that are banned stay banned.',
    status: 'dismissed',
    act: 'Dismiss campaign',
  },
  reopen: {
    title: 'Reopen',
    what: 'It is suspected again, and its last alerts are open. A campaign that was merged stands by itself. No account changes.',
    status: 'suspected',
    act: 'Reopen campaign',
  },
} as const;

/** Confirms, dismisses or reopens a campaign with a reason. */
export function DecideDialog({ campaign, kind, onClose, onDecided }: DecideDialogProps) {
  const words = WORDS[kind];
  const [outcome, setOutcome] = useState<DismissOutcome | null>(null);
  const [other, setOther] = useState<Picked | null>(null);
  const decide = useDecide(campaign.id);
  const say = useUndoToast();
  const noOutcome = kind === 'dismiss' && outcome === null;
  const noOther = outcome === 'duplicate' && other === null;
  return (
    <CampaignDialog
      campaign={campaign}
      words={words}
      draft={`${kind}:${campaign.id}`}
      busy={decide.isPending}
      error={decide.error}
      incomplete={noOutcome || noOther}
      questionsFirst={kind === 'dismiss'}
      pointless={(status) => 'refused' in campaignMove(status, kind)}
      questions={(checked) =>
        kind === 'dismiss' ? (
          <>
            <RadioList
              legend="What is it instead"
              name="outcome"
              value={outcome}
              options={OUTCOMES}
              onChange={setOutcome}
            />
            {checked && noOutcome ? (
              <p role="alert" className="text-small text-critical">
                Say what it is instead.
              </p>
            ) : null}
            {outcome === 'duplicate' ? (
              <CampaignPicker
                label="Duplicate of"
                without={campaign.id}
                picked={other}
                error={checked && noOther ? 'Say of which campaign.' : undefined}
                onPick={setOther}
              />
            ) : null}
          </>
        ) : null
      }
      onClose={onClose}
      onSend={(version, reason, done) =>
        decide.mutate(
          { kind, version, reason, outcome, duplicateOf: other?.id ?? null },
          {
            onSuccess: (answer) => {
              done();
              say(
                {
                  title: `${campaign.title} ${kind === 'reopen' ? 'reopened' : words.status}.`,
                  description: 'The reason is in the audit log.',
                },
                answer,
                answer.decision_id,
              );
              onClose();
              onDecided?.();
            },
          },
        )
      }
    />
  );
}

'use client';

import Link from 'next/link';
import { useState } from 'react';
import { ConflictDialog } from '@/components/decision/conflict-dialog';
import { type Contested, ReasonDialog } from '@/components/decision/reason-dialog';
import { Button } from '@/components/ui/button';
import { RadioList } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignStatus, DismissOutcome } from '@/lib/model/campaign';
import { useCampaignHeader } from '@/lib/queries/use-campaign';
import { type Decision, useDecide } from '@/lib/queries/use-decide';

/** The campaign as the person saw it when the dialog opened; `version` is what the decision is checked against. */
export interface Decidable {
  id: string;
  title: string;
  status: CampaignStatus;
  version: number;
}

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
  { value: 'duplicate', label: 'Part of another case', hint: 'The same operation is handled elsewhere.' },
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
} as const;

/** Confirms or dismisses a campaign with a reason. */
export function DecideDialog({ campaign, kind, onClose, onDecided }: DecideDialogProps) {
  const words = WORDS[kind];
  const [seen] = useState(campaign);
  const [outcome, setOutcome] = useState<DismissOutcome | null>(null);
  const decide = useDecide(campaign.id);
  const noOutcome = kind === 'dismiss' && outcome === null;
  return (
    <ReasonDialog
      title={
        <>
          {words.title} <UntrustedText max={60}>{seen.title}</UntrustedText>
        </>
      }
      what={words.what}
      hint="kept in the audit log"
      act={words.act}
      draft={`${kind}:${seen.id}`}
      version={seen.version}
      busy={decide.isPending}
      error={decide.error}
      incomplete={noOutcome}
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
          </>
        ) : null
      }
      onClose={onClose}
      onSend={(version, reason, done) =>
        decide.mutate(
          { kind, version, reason, outcome },
          {
            onSuccess: () => {
              done();
              toast.done(`${seen.title} ${words.status}.`, 'The reason is in the audit log.');
              onClose();
              onDecided?.();
            },
          },
        )
      }
      contested={(view) => (
        <Decided seen={seen} kind={kind} busy={decide.isPending} onClose={onClose} {...view} />
      )}
    />
  );
}

interface DecidedProps extends Contested {
  seen: Decidable;
  kind: Decision['kind'];
  busy: boolean;
  onClose: () => void;
}

function Decided({ seen, kind, reason, ...rest }: DecidedProps) {
  const { data: now } = useCampaignHeader(seen.id);
  const standing = now && now.version !== seen.version ? now : undefined;
  const { status, title } = WORDS[kind];
  return (
    <ConflictDialog
      {...rest}
      attempt={
        <>
          {kind} <UntrustedText max={60}>{seen.title}</UntrustedText>
        </>
      }
      seen={seen.status}
      theirs={standing && { status: standing.status, reason: standing.decision?.reason }}
      mine={{ status, reason }}
      nevertheless={title}
      pointless={standing?.status === status}
      see={
        <Button look="primary" asChild>
          <Link href={`/campaigns/${encodeURIComponent(seen.id)}`} onClick={rest.onClose}>
            See what changed
          </Link>
        </Button>
      }
    />
  );
}

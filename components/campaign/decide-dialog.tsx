'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, RadioList, TextArea } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignStatus, DismissOutcome } from '@/lib/model/campaign';
import { ProblemError } from '@/lib/queries/fetch';
import { type Decision, useDecide } from '@/lib/queries/use-decide';
import { ConflictView } from './conflict-view';
import { useDraft } from './use-draft';

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

const SHORTEST = 3;

const OUTCOMES: readonly { value: DismissOutcome; label: string; hint: string }[] = [
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
    done: 'confirmed',
    act: 'Confirm campaign',
  },
  dismiss: {
    title: 'Dismiss',
    what: 'It is raised again only if the evidence changes. Accounts that are banned stay banned.',
    done: 'dismissed',
    act: 'Dismiss campaign',
  },
} as const;

/** Confirms or dismisses with a reason. What was typed is kept until it is sent, also when somebody else was first. */
export function DecideDialog({ campaign, kind, onClose, onDecided }: DecideDialogProps) {
  const words = WORDS[kind];
  const [seen] = useState(campaign);
  const [reason, setReason, dropReason] = useDraft(`${kind}:${campaign.id}`);
  const [outcome, setOutcome] = useState<DismissOutcome | null>(null);
  const [checked, setChecked] = useState(false);
  const decide = useDecide(campaign.id);
  const conflict =
    decide.error instanceof ProblemError && decide.error.code === 'conflict' ? decide.error : null;
  const tooShort = reason.trim().length < SHORTEST;
  const noOutcome = kind === 'dismiss' && outcome === null;

  const send = (version: number) => {
    setChecked(true);
    if (tooShort || noOutcome) return;
    decide.mutate(
      { kind, version, reason: reason.trim(), outcome },
      {
        onSuccess: () => {
          dropReason();
          toast.done(`${seen.title} ${words.done}.`, 'The reason is in the audit log.');
          onClose();
          onDecided?.();
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(seen.version);
  };

  if (conflict) {
    return (
      <ConflictView
        seen={seen}
        kind={kind}
        reason={reason}
        conflict={conflict}
        busy={decide.isPending}
        onClose={onClose}
        onDiscard={() => {
          dropReason();
          onClose();
        }}
        onOverwrite={send}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          {words.title} <UntrustedText max={60}>{seen.title}</UntrustedText>
        </>
      }
      description={words.what}
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        {kind === 'dismiss' ? (
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
        ) : null}
        <Field
          label="Reason"
          hint="kept in the audit log"
          error={checked && tooShort ? `Give a reason of at least ${SHORTEST} characters.` : undefined}
        >
          {(a11y) => (
            <TextArea
              {...a11y}
              autoFocus
              maxLength={2_000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send(seen.version);
              }}
            />
          )}
        </Field>
        {decide.error ? (
          <Note kind="bad" urgent>
            <b>Nothing was decided.</b> {decide.error.message} Your reason is kept.
          </Note>
        ) : null}
        <DialogActions
          start={
            <Button look="ghost" onClick={onClose}>
              Cancel
            </Button>
          }
        >
          <Button look="primary" type="submit" disabled={decide.isPending}>
            {decide.isPending ? 'Sending…' : words.act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FailedNote } from '@/components/ui/note';
import { ReasonField } from '@/components/ui/reason-field';
import { ProblemError } from '@/lib/queries/fetch';
import { useDraft } from './use-draft';

const SHORTEST = 3;

/** What a conflict view gets to work with. */
export interface Contested {
  conflict: ProblemError;
  reason: string;
  onDiscard: () => void;
  onOverwrite: (version: number) => void;
}

interface ReasonDialogProps {
  title: ReactNode;
  /** What the act does and what it leaves alone. */
  what: ReactNode;
  /** Where the reason goes. */
  hint: string;
  /** Label of the button. */
  act: string;
  danger?: boolean;
  /** Under which name what was typed is kept. */
  draft: string;
  /** Version of the thing when the dialog opened. */
  version: number;
  busy: boolean;
  error: Error | null;
  /** Further questions; `checked` says whether to show what is missing. */
  questions?: (checked: boolean) => ReactNode;
  /** Whether an answer to a further question is missing. */
  incomplete?: boolean;
  /** A further question has the focus at first, not the reason. */
  questionsFirst?: boolean;
  onClose: () => void;
  /** Sends it; calls `done` when it was decided. */
  onSend: (version: number, reason: string, done: () => void) => void;
  /** What is shown when somebody else was first. */
  contested: (view: Contested) => ReactNode;
}

/** Asks for the reason of a decision. What was typed is kept until it is sent, also when somebody else was first. */
export function ReasonDialog({
  title,
  what,
  hint,
  act,
  danger = false,
  draft,
  version,
  busy,
  error,
  questions,
  incomplete = false,
  questionsFirst = false,
  onClose,
  onSend,
  contested,
}: ReasonDialogProps) {
  const [seen] = useState(version);
  const [reason, setReason, dropReason] = useDraft(draft);
  const [checked, setChecked] = useState(false);
  const tooShort = reason.trim().length < SHORTEST;
  const send = (against: number) => {
    setChecked(true);
    if (!tooShort && !incomplete) onSend(against, reason.trim(), dropReason);
  };
  if (error instanceof ProblemError && error.code === 'conflict') {
    const onDiscard = () => {
      dropReason();
      onClose();
    };
    return contested({ conflict: error, reason, onDiscard, onOverwrite: send });
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())} title={title} description={what}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send(seen);
        }}
        className="mt-3 space-y-3"
      >
        {questions?.(checked)}
        <ReasonField
          hint={hint}
          error={checked && tooShort ? `Give a reason of at least ${SHORTEST} characters.` : undefined}
          autoFocus={!questionsFirst}
          value={reason}
          onChange={setReason}
          onSend={() => send(seen)}
        />
        <FailedNote what="Nothing was decided." error={error} kept="Your reason is kept." />
        <DialogActions onCancel={onClose}>
          <Button look={danger ? 'danger' : 'primary'} type="submit" disabled={busy}>
            {busy ? 'Sending…' : act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

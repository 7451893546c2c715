'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { useDraft } from '@/components/decision/use-draft';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FailedNote } from '@/components/ui/note';
import { ReasonField } from '@/components/ui/reason-field';
import type { BatchDone, BatchRequest } from '@/lib/model/batch';
import { useActOnBatch } from '@/lib/queries/use-batches';

const SHORTEST = 3;

interface ActDialogProps {
  batch: { id: string; version: number };
  act: BatchRequest;
  title: ReactNode;
  what: ReactNode;
  /** Label of the button. */
  label: string;
  danger?: boolean;
  /** Whether a reason has to be given. */
  reason?: boolean;
  /** What goes along with it. */
  more?: Record<string, unknown>;
  onClose: () => void;
  onDone?: (done: BatchDone) => void;
}

/** Asks before something is done to a batch, with a reason where one is kept. */
export function ActDialog({
  batch,
  act,
  title,
  what,
  label,
  danger,
  reason: asksReason = false,
  more,
  onClose,
  onDone,
}: ActDialogProps) {
  // What was looked at when the dialog opened, not what polling brought since.
  const [version] = useState(batch.version);
  const [reason, setReason, dropReason] = useDraft(`${act}:${batch.id}`);
  const [checked, setChecked] = useState(false);
  const send = useActOnBatch(batch.id);
  const tooShort = asksReason && reason.trim().length < SHORTEST;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setChecked(true);
    if (tooShort || send.isPending) return;
    send.mutate(
      { act, version, ...(asksReason ? { reason: reason.trim() } : {}), ...more },
      {
        onSuccess: (done) => {
          dropReason();
          onDone?.(done);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())} title={title} description={what}>
      <form onSubmit={submit} className="mt-3 space-y-3">
        {asksReason ? (
          <ReasonField
            hint="kept in the audit log"
            error={checked && tooShort ? `Give a reason of at least ${SHORTEST} characters.` : undefined}
            autoFocus
            value={reason}
            onChange={setReason}
            onSend={() => submit()}
          />
        ) : null}
        <FailedNote
          what="Nothing was changed."
          error={send.error}
          kept={asksReason ? 'Your reason is kept.' : ''}
        />
        <DialogActions
          start={
            <Button look="ghost" onClick={onClose}>
              Close
            </Button>
          }
        >
          <Button look={danger ? 'danger' : 'primary'} type="submit" disabled={send.isPending}>
            {send.isPending ? 'Sending…' : label}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, TextArea } from '@/components/ui/field';
import { plural } from '@/components/ui/format';
import { FailedNote } from '@/components/ui/note';
import type { DemoOut } from '@/lib/model/demo';
import { useRemoveDemo } from '@/lib/queries/use-demo';

const WORD = 'remove';

/** Asks why, and for the word, before the demonstration goes. */
export function DemoDialog({ demo, onClose }: { demo: DemoOut; onClose: () => void }) {
  const [word, setWord] = useState('');
  const [reason, setReason] = useState('');
  const remove = useRemoveDemo();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate({ word, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Remove the demonstration"
      description={`${plural(demo.accounts, 'account')}, ${plural(demo.exchanges, 'exchange')} and ${plural(demo.campaigns, 'campaign')} go, with every decision, batch and order about them. The audit log stays, and so does all that your sources sent.`}
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        <Field label="Reason" hint="stands in the audit log">
          {(a11y) => (
            <TextArea
              {...a11y}
              maxLength={2_000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={
            <>
              Type <b className="font-semibold text-ink">{WORD}</b> to confirm
            </>
          }
        >
          {(a11y) => (
            <Input
              {...a11y}
              autoComplete="off"
              spellCheck={false}
              maxLength={20}
              value={word}
              onChange={(event) => setWord(event.target.value)}
            />
          )}
        </Field>
        <FailedNote what="Nothing was changed." error={remove.error} />
        <DialogActions onCancel={onClose}>
          <Button
            type="submit"
            look="danger"
            disabled={word.trim() !== WORD || reason.trim().length < 3 || remove.isPending}
          >
            {remove.isPending ? 'Asking…' : 'Remove the demonstration'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

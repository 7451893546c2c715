'use client';

import { type FormEvent, useState } from 'react';
import { useDraft } from '@/components/campaign/use-draft';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, TextArea } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import type { AccountHead } from '@/lib/model/console/account';
import type { OrderKind } from '@/lib/model/decision';
import { ProblemError } from '@/lib/queries/fetch';
import { useEnforce } from '@/lib/queries/use-enforce';
import { EnforceConflict } from './enforce-conflict';

interface EnforceDialogProps {
  head: AccountHead;
  kind: OrderKind;
  /** The campaign in which this is decided, if it is in one. */
  campaignId: string | null;
  onClose: () => void;
}

const SHORTEST = 3;

const WORDS = {
  ban: {
    title: 'Ban',
    what: 'It is banned here at once, and an order goes to the provider’s systems. Reinstating undoes it.',
    act: 'Ban account',
    done: 'is banned.',
  },
  reinstate: {
    title: 'Reinstate',
    what: 'It may act again at once, and an order goes to the provider’s systems.',
    act: 'Reinstate account',
    done: 'may act again.',
  },
} as const;

/** Bans or reinstates with a reason. What was typed is kept until it is sent, also when somebody else was first. */
export function EnforceDialog({ head, kind, campaignId, onClose }: EnforceDialogProps) {
  const words = WORDS[kind];
  const [seen] = useState(head);
  const [reason, setReason, dropReason] = useDraft(`${kind}:${head.id}`);
  const [checked, setChecked] = useState(false);
  const enforce = useEnforce(head.id);
  const { error } = enforce;
  const conflict = error instanceof ProblemError && error.code === 'conflict' ? error : null;
  const tooShort = reason.trim().length < SHORTEST;

  const send = (version: number) => {
    setChecked(true);
    if (tooShort) return;
    enforce.mutate(
      { kind, version, reason: reason.trim(), campaignId },
      {
        onSuccess: ({ order_id }) => {
          dropReason();
          toast.done(
            `${visible(seen.id)} ${words.done}`,
            `Order ${order_id.slice(0, 8)} is on its way to the provider.`,
          );
          onClose();
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
      <EnforceConflict
        seen={seen}
        kind={kind}
        reason={reason}
        conflict={conflict}
        busy={enforce.isPending}
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
          {words.title}{' '}
          <UntrustedText mono max={60}>
            {seen.id}
          </UntrustedText>
        </>
      }
      description={words.what}
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        <Field
          label="Reason"
          hint="kept in the audit log and sent with the order"
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
        {error ? (
          <Note kind="bad" urgent>
            <b>Nothing was decided.</b> {error.message} Your reason is kept.
          </Note>
        ) : null}
        <DialogActions
          start={
            <Button look="ghost" onClick={onClose}>
              Cancel
            </Button>
          }
        >
          <Button look={kind === 'ban' ? 'danger' : 'primary'} type="submit" disabled={enforce.isPending}>
            {enforce.isPending ? 'Sending…' : words.act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

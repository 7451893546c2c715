'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { FailedNote } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { useChangePassword } from '@/lib/queries/use-security';

const SHORTEST = 12;

/** Changes one's own password; whoever was signed in with the old one elsewhere is not any more. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useChangePassword();
  const tooShort = password.length < SHORTEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (current === '' || tooShort) return;
    change.mutate(
      { current, password },
      {
        onSuccess: ({ sessions_ended }) => {
          toast.done(
            'Your password is changed.',
            sessions_ended > 0 ? 'Your other sessions are ended.' : undefined,
          );
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Change my password"
      description="Your other sessions end with it."
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        <FailedNote what="Your password is as before." error={change.error} />
        <Field label="Password now" error={checked && current === '' ? 'Type the one you have.' : undefined}>
          {(a11y) => (
            <Input
              {...a11y}
              autoFocus
              type="password"
              autoComplete="current-password"
              maxLength={200}
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="New password"
          hint={`at least ${SHORTEST} characters`}
          error={checked && tooShort ? `Use at least ${SHORTEST} characters.` : undefined}
        >
          {(a11y) => (
            <Input
              {...a11y}
              type="password"
              autoComplete="new-password"
              maxLength={200}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={change.isPending}>
            {change.isPending ? 'Changing…' : 'Change password'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, RadioList } from '@/components/ui/field';
import { FailedNote } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { ROLES, type Role } from '@/lib/model/access';
import { useInvite } from '@/lib/queries/use-security';
import { ROLE_WORDS } from './role-words';
import { SecretOnce } from './secret-once';

const DAYS = 7;

/** Makes the link of an invitation and shows it once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('analyst');
  const [checked, setChecked] = useState(false);
  const invite = useInvite();
  const unlike = !/^\S+@\S+\.\S+$/.test(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!unlike) invite.mutate({ email: email.trim(), role, days: DAYS });
  };
  if (invite.data) {
    return (
      <Dialog
        open
        onOpenChange={(open) => (open ? null : onClose())}
        title={
          <>
            Send this link to <UntrustedText max={60}>{invite.data.email}</UntrustedText>
          </>
        }
        description={`It works once, within ${DAYS} days. Whoever holds it becomes ${invite.data.role}: send it by a way that only they read.`}
      >
        <SecretOnce
          label="Link of the invitation"
          secret={`${window.location.origin}/invitation#${invite.data.token}`}
        />
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            I have it
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Invite somebody"
      description="You get a link to send them. They choose their own password; nobody else ever knows it."
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        <Field
          label="E-mail address"
          error={checked && unlike ? 'Type an address such as dana@example.org.' : undefined}
        >
          {(a11y) => (
            <Input
              {...a11y}
              autoFocus
              type="text"
              inputMode="email"
              spellCheck={false}
              maxLength={200}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <RadioList
          legend="Role"
          name="role"
          value={role}
          options={ROLES.map((value) => ({ value, label: value, hint: ROLE_WORDS[value] }))}
          onChange={setRole}
        />
        <FailedNote what="Nobody was invited." error={invite.error} />
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={invite.isPending}>
            {invite.isPending ? 'Making the link…' : 'Make the link'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

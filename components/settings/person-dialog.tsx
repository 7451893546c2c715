'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { RadioList } from '@/components/ui/field';
import { FailedNote } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { ROLES } from '@/lib/model/access';
import type { PersonRow } from '@/lib/model/console/settings';
import { type PersonDeed, useChangePerson } from '@/lib/queries/use-security';
import { ROLE_WORDS } from './role-words';
import { SecretOnce } from './secret-once';

interface Words {
  title: string;
  what: string;
  act: string;
  acting: string;
  done: string;
  failed: string;
  danger?: true;
}

const WORDS: Record<PersonDeed, Words> = {
  role: {
    title: 'Change the role of',
    what: 'It holds from their next request on.',
    act: 'Change role',
    acting: 'Changing…',
    done: 'The role is changed.',
    failed: 'The role is as before.',
  },
  disable: {
    title: 'Disable',
    what: 'Their sessions end at once and they cannot sign in until somebody enables them. What they decided keeps their name.',
    act: 'Disable',
    acting: 'Disabling…',
    done: 'Their sign-in is disabled.',
    failed: 'They can still sign in.',
    danger: true,
  },
  enable: {
    title: 'Enable',
    what: 'They can sign in again with the password they had.',
    act: 'Enable',
    acting: 'Enabling…',
    done: 'They can sign in again.',
    failed: 'They are still disabled.',
  },
  'reset-password': {
    title: 'Make a new password for',
    what: 'The old one stops working and their sessions end. You see the new one once.',
    act: 'Make password',
    acting: 'Making…',
    done: 'The password is made.',
    failed: 'The old password still works.',
    danger: true,
  },
  'clear-two-factor': {
    title: 'Take off the second factor of',
    what: 'For somebody who lost their phone and their backup codes. Be sure that it is them who asks: until they add a new one, the password alone lets anybody in. Their sessions end.',
    act: 'Take it off',
    acting: 'Taking it off…',
    done: 'The second factor is taken off.',
    failed: 'The second factor is still on.',
    danger: true,
  },
  unlock: {
    title: 'Unlock',
    what: 'They failed to sign in too often. From now on they can try again.',
    act: 'Unlock',
    acting: 'Unlocking…',
    done: 'They can try again.',
    failed: 'They are still locked.',
  },
};

/** One act of an administrator upon a person, with what follows from it. */
export function PersonDialog({
  person,
  deed,
  onClose,
}: {
  person: PersonRow;
  deed: PersonDeed;
  onClose: () => void;
}) {
  const [role, setRole] = useState(person.role);
  const change = useChangePerson();
  const words = WORDS[deed];
  const act = () =>
    change.mutate(
      { id: person.id, deed, ...(deed === 'role' ? { role } : {}) },
      {
        onSuccess: ({ password }) => {
          if (password !== undefined) return;
          toast.done(words.done);
          onClose();
        },
      },
    );
  const secret = change.data?.password;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          {words.title} <UntrustedText max={60}>{person.name}</UntrustedText>
        </>
      }
      description={secret ? 'Give it to them by a way that only they read.' : words.what}
    >
      {secret ? (
        <>
          <SecretOnce label="The new password" secret={secret} />
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              I have it
            </Button>
          </DialogActions>
        </>
      ) : (
        <>
          {deed === 'role' ? (
            <div className="mt-3">
              <RadioList
                legend="Role"
                name="role"
                value={role}
                options={ROLES.map((value) => ({ value, label: value, hint: ROLE_WORDS[value] }))}
                onChange={setRole}
              />
            </div>
          ) : null}
          <FailedNote what={words.failed} error={change.error} className="mt-3" />
          <DialogActions onCancel={onClose}>
            <Button
              look={words.danger ? 'danger' : 'primary'}
              disabled={change.isPending || (deed === 'role' && role === person.role)}
              onClick={act}
            >
              {change.isPending ? words.acting : words.act}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

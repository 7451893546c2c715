'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, RadioList } from '@/components/ui/field';
import { FailedNote } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { PeerRow } from '@/lib/model/console/sharing';
import { SHARED_TLP, type SharedTlp } from '@/lib/model/share-words';
import { usePeerAct, useSavePeer } from '@/lib/queries/use-sharing';
import { endOf, KEY_LIVES, type KeyLife, KeyLifeField } from './key-life';
import { SecretDialog } from './secret-once';
import { TLP_WORDS } from './sharing-words';

/** A peer is told its key by hand: a month is too short. */
const PEER_LIVES = KEY_LIVES.filter((life) => life !== '30');

/** Adds a peer or changes one; shows the key that was made for a new one once. */
export function PeerDialog({ peer, onClose }: { peer: PeerRow | null; onClose: () => void }) {
  const [name, setName] = useState(peer?.name ?? '');
  const [contact, setContact] = useState(peer?.contact ?? '');
  const [clearance, setClearance] = useState<SharedTlp>(peer?.clearance ?? 'TLP:GREEN');
  const [days, setDays] = useState<KeyLife>('365');
  const [checked, setChecked] = useState(false);
  const save = useSavePeer(peer);
  const wrongName =
    name.trim() === ''
      ? 'Name it as it knows itself.'
      : name.includes(':')
        ? 'A name has no colon: it is also a user name.'
        : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (wrongName) return;
    save.mutate(
      { name: name.trim(), contact: contact.trim(), clearance, expires_at: endOf(days) },
      {
        onSuccess: (saved) => {
          if (saved.key) return;
          toast.done(`${saved.name} is changed.`);
          onClose();
        },
      },
    );
  };
  if (save.data?.key) return <KeyShown name={save.data.name} secret={save.data.key} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={peer ? 'Change the peer' : 'Add a peer'}
      description="Another provider, or whoever else may read what is shared here. It can change nothing."
    >
      <form onSubmit={submit} noValidate className="mt-3 space-y-3">
        {peer ? null : (
          <Field
            label="Name"
            hint="also its user name for HTTP basic"
            error={checked ? wrongName : undefined}
          >
            {(a11y) => (
              <Input
                {...a11y}
                autoFocus
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Contact" hint="whom to ask there">
          {(a11y) => (
            <Input
              {...a11y}
              maxLength={200}
              value={contact}
              onChange={(event) => setContact(event.target.value)}
            />
          )}
        </Field>
        <RadioList
          legend="It reads up to"
          name="clearance"
          value={clearance}
          options={SHARED_TLP.map((tlp) => ({ value: tlp, label: tlp, hint: TLP_WORDS[tlp] }))}
          onChange={setClearance}
        />
        {peer ? null : (
          <KeyLifeField
            label="Its key works for"
            hint="then it gets a new one"
            lives={PEER_LIVES}
            value={days}
            onChange={setDays}
          />
        )}
        <FailedNote what={peer ? 'Nothing was changed.' : 'No peer was added.'} error={save.error} />
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={save.isPending}>
            {peer ? 'Change' : 'Add peer'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Gives a peer a new key, after saying that the old one ends. */
export function RenewDialog({ peer, onClose }: { peer: PeerRow; onClose: () => void }) {
  const renew = usePeerAct('renew');
  if (renew.data?.key) return <KeyShown name={renew.data.name} secret={renew.data.key} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          A new key for <UntrustedText max={60}>{peer.name}</UntrustedText>
        </>
      }
      description="The one it has stops working at once, so it has to be told soon. The new one works without end."
    >
      <FailedNote what="The old key still works." error={renew.error} className="mt-3" />
      <DialogActions onCancel={onClose}>
        <Button look="primary" disabled={renew.isPending} onClick={() => renew.mutate(peer)}>
          Make a new key
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function KeyShown({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <SecretDialog
      title="The key of the peer"
      description={
        <>
          Hand it to <UntrustedText max={60}>{name}</UntrustedText> by a way you trust. A client sends it as
          “Authorization: Bearer …”, or by HTTP basic with that name.
        </>
      }
      label="The new key"
      secret={secret}
      onClose={onClose}
    />
  );
}

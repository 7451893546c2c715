'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/field';
import { FailedNote } from '@/components/ui/note';
import { KEY_SCOPES, type KeyScope } from '@/lib/model/access';
import { SOURCE_NAMES } from '@/lib/model/mapping';
import { useAddKey } from '@/lib/queries/use-settings';
import { useSources } from '@/lib/queries/use-sources';
import { endOf, KEY_LIVES, type KeyLife, KeyLifeField } from './key-life';
import { SecretDialog } from './secret-once';

const HINTS: Record<KeyScope, string> = {
  ingest: 'Bring records in, and nothing else.',
  read: 'Read campaigns, accounts and their evidence.',
  orders: 'Fetch orders and say that they are done, and nothing else.',
  enforce: 'Read, decide about campaigns, ban and reinstate accounts.',
};

/** Makes an API key and shows its secret once. */
export function AddKeyDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<KeyScope[]>(['ingest']);
  const [source, setSource] = useState('');
  const [days, setDays] = useState<KeyLife>('90');
  const [checked, setChecked] = useState(false);
  const add = useAddKey();
  const known = useSources();
  const names = [...new Set([...SOURCE_NAMES, ...(known.data?.items.map(({ name }) => name) ?? [])])];
  const sends = scopes.includes('ingest');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '' && scopes.length > 0)
      add.mutate({
        name: name.trim(),
        scopes,
        expires_at: endOf(days),
        source: sends ? source || null : null,
      });
  };
  if (add.data) {
    return (
      <SecretDialog
        title="The key is made"
        description="Send it as “Authorization: Bearer …” with every request."
        label="The new key"
        secret={add.data.key}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Add an API key"
      description="For a gateway that sends records, or a script that reads or decides."
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        <Field
          label="Name"
          hint="what it is for"
          error={checked && name.trim() === '' ? 'Name it, so that others know what it is for.' : undefined}
        >
          {(a11y) => (
            <Input
              {...a11y}
              autoFocus
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1 text-small font-medium text-ink-2">What it may do</legend>
          {KEY_SCOPES.map((scope) => (
            <label
              key={scope}
              className="-mx-2 flex gap-2.5 rounded-sm px-2 py-1.5 hover:bg-hover has-checked:bg-accent-soft"
            >
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={(event) =>
                  setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
                }
                className="mt-[3px] size-3.5 shrink-0"
              />
              <span>
                <span className="font-medium">{scope}</span>
                <span className="block text-small text-ink-2">{HINTS[scope]}</span>
              </span>
            </label>
          ))}
          {checked && scopes.length === 0 ? (
            <p role="alert" className="text-small text-critical">
              Choose at least one.
            </p>
          ) : null}
        </fieldset>
        {sends ? (
          <Field label="It sends as" hint="what its records are written like">
            {(a11y) => (
              <Select {...a11y} value={source} onChange={(event) => setSource(event.target.value)}>
                <option value="">any source</option>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        <KeyLifeField
          label="It works for"
          hint="then it has to be made anew"
          lives={KEY_LIVES}
          value={days}
          onChange={setDays}
        />
        <FailedNote what="No key was made." error={add.error} />
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={add.isPending}>
            {add.isPending ? 'Making…' : 'Make key'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

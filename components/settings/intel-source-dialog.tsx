'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, RadioList } from '@/components/ui/field';
import { plural } from '@/components/ui/format';
import { FailedNote } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import type { IntelSourceItem } from '@/lib/model/intel';
import {
  CONFIDENCE_CAP,
  INTEL_AUTHS,
  INTEL_KINDS,
  type IntelAuth,
  type IntelKind,
  POLL_MINUTES,
} from '@/lib/model/intel-words';
import { useSaveSource, useSourceAct } from '@/lib/queries/use-intel';
import { INTEL_AUTH_WORDS, INTEL_KIND_WORDS } from './intel-words';
import { TakeAwayDialog } from './take-away-dialog';

interface Typed {
  kind: IntelKind;
  name: string;
  url: string;
  collection: string;
  auth: IntelAuth;
  username: string;
  secret: string;
  minutes: string;
  cap: string;
}

const within = (text: string, least: number, most: number) =>
  /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** What is missing or wrong in what was typed, by field. */
function faults(typed: Typed, source: IntelSourceItem | null): Partial<Record<keyof Typed, string>> {
  const { least, most } = POLL_MINUTES;
  const polled = typed.kind === 'taxii';
  const secretStands = source !== null && source.auth !== 'none' && source.url === typed.url.trim();
  return {
    ...(typed.name.trim() === '' ? { name: 'Name whoever shares it.' } : {}),
    ...(polled && typed.url.trim() === '' ? { url: 'Say where the API root is.' } : {}),
    ...(polled && typed.collection.trim() === '' ? { collection: 'Give the id of the collection.' } : {}),
    ...(polled && typed.auth === 'basic' && typed.username === '' ? { username: 'Give the user name.' } : {}),
    ...(polled && typed.auth !== 'none' && typed.secret === '' && !secretStands
      ? { secret: source ? 'Give it again: it was for another address.' : 'Give the secret.' }
      : {}),
    ...(polled && !within(typed.minutes, least, most)
      ? { minutes: `A whole number from ${least} to ${most.toLocaleString('en-US')}.` }
      : {}),
    ...(within(typed.cap, 0, 100) ? {} : { cap: 'A whole number from 0 to 100.' }),
  };
}

/** Adds a source or changes how one is set. */
export function SourceDialog({ source, onClose }: { source: IntelSourceItem | null; onClose: () => void }) {
  const [typed, setTyped] = useState<Typed>({
    kind: source?.kind ?? 'taxii',
    name: source?.name ?? '',
    url: source?.url ?? '',
    collection: source?.collection ?? '',
    auth: source?.auth ?? 'bearer',
    username: source?.username ?? '',
    secret: '',
    minutes: String(source?.every_minutes ?? POLL_MINUTES.usual),
    cap: String(source?.confidence_cap ?? CONFIDENCE_CAP.usual),
  });
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const [checked, setChecked] = useState(false);
  const save = useSaveSource(source);
  const wrong = faults(typed, source);
  const shown = checked ? wrong : {};
  const polled = typed.kind === 'taxii';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(wrong).length > 0) return;
    save.mutate(
      {
        kind: typed.kind,
        name: typed.name.trim(),
        url: polled ? typed.url.trim() : null,
        collection: polled ? typed.collection.trim() : null,
        auth: polled ? typed.auth : 'none',
        username: polled && typed.auth === 'basic' ? typed.username : null,
        ...(polled && typed.auth !== 'none' && typed.secret !== '' ? { secret: typed.secret } : {}),
        every_minutes: polled ? Number(typed.minutes) : null,
        confidence_cap: Number(typed.cap),
      },
      {
        onSuccess: ({ name }) => {
          toast.done(source ? `${name} is changed.` : `${name} is added.`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={source ? 'Change the source' : 'Add a source'}
      description={
        source
          ? 'What was received of it stays. Another address is read from its beginning.'
          : 'Somebody who shares indicators with us. A collection is polled at once.'
      }
    >
      <form onSubmit={submit} noValidate className="mt-3 space-y-3">
        {source ? null : (
          <>
            <RadioList
              legend="How it comes"
              name="kind"
              value={typed.kind}
              options={INTEL_KINDS.map((value) => ({ value, ...INTEL_KIND_WORDS[value] }))}
              onChange={(kind) => set({ kind })}
            />
            <Field label="Name" hint="of whoever shares" error={shown.name}>
              {(a11y) => (
                <Input
                  {...a11y}
                  autoFocus
                  maxLength={80}
                  value={typed.name}
                  onChange={(event) => set({ name: event.target.value })}
                />
              )}
            </Field>
          </>
        )}
        {polled ? (
          <>
            <Field label="API root" hint="such as https://lab.example/taxii2/share/" error={shown.url}>
              {(a11y) => (
                <Input
                  {...a11y}
                  type="url"
                  maxLength={2_000}
                  value={typed.url}
                  onChange={(event) => set({ url: event.target.value })}
                />
              )}
            </Field>
            <Field label="Collection" hint="its id" error={shown.collection}>
              {(a11y) => (
                <Input
                  {...a11y}
                  maxLength={200}
                  className="font-mono"
                  value={typed.collection}
                  onChange={(event) => set({ collection: event.target.value })}
                />
              )}
            </Field>
            <RadioList
              legend="How one signs in there"
              name="auth"
              value={typed.auth}
              options={INTEL_AUTHS.map((value) => ({ value, ...INTEL_AUTH_WORDS[value] }))}
              onChange={(auth) => set({ auth })}
            />
            {typed.auth === 'basic' ? (
              <Field label="User" error={shown.username}>
                {(a11y) => (
                  <Input
                    {...a11y}
                    maxLength={200}
                    autoComplete="off"
                    value={typed.username}
                    onChange={(event) => set({ username: event.target.value })}
                  />
                )}
              </Field>
            ) : null}
            {typed.auth === 'none' ? null : (
              <Field
                label={typed.auth === 'basic' ? 'Password' : 'Token'}
                hint={source ? 'the one that stands, when left empty' : 'kept sealed'}
                error={shown.secret}
              >
                {(a11y) => (
                  <Input
                    {...a11y}
                    type="password"
                    autoComplete="new-password"
                    maxLength={2_000}
                    value={typed.secret}
                    onChange={(event) => set({ secret: event.target.value })}
                  />
                )}
              </Field>
            )}
            <Field label="Minutes between two polls" error={shown.minutes}>
              {(a11y) => (
                <Input
                  {...a11y}
                  inputMode="numeric"
                  className="w-28"
                  value={typed.minutes}
                  onChange={(event) => set({ minutes: event.target.value })}
                />
              )}
            </Field>
          </>
        ) : null}
        <Field
          label="Believed to"
          hint="at most so many percent, however sure it says it is"
          error={shown.cap}
        >
          {(a11y) => (
            <Input
              {...a11y}
              inputMode="numeric"
              className="w-28"
              value={typed.cap}
              onChange={(event) => set({ cap: event.target.value })}
            />
          )}
        </Field>
        <FailedNote what="Nothing was changed." error={save.error} />
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : source ? 'Change source' : 'Add source'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Asks before a source is taken away, and says what no longer counts. */
export function RemoveSource({ source, onClose }: { source: IntelSourceItem; onClose: () => void }) {
  const remove = useSourceAct('remove');
  const act = () =>
    remove.mutate(source, {
      onSuccess: () => {
        toast.done('The source is taken away.', 'What it shared stays on record.');
        onClose();
      },
    });
  return (
    <TakeAwayDialog
      what="source"
      name={source.name}
      description={`${plural(source.looked_for, 'indicator')} of it will no longer be looked for, nor count for any campaign. Its secret is forgotten.`}
      busy={remove.isPending}
      error={remove.error}
      onAct={act}
      onClose={onClose}
    />
  );
}

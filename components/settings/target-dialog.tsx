'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, RadioList } from '@/components/ui/field';
import { FailedNote, Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import type { TargetRow } from '@/lib/model/console/target';
import { KEY_FROM, type KeyFrom, MOST_PER_SECOND, TARGET_KINDS, type TargetKind } from '@/lib/model/target';
import { useSaveTarget } from '@/lib/queries/use-targets';
import { SecretDialog } from './secret-once';
import { KEY_FROM_WORDS, KIND_WORDS } from './target-words';

interface Typed {
  kind: TargetKind;
  name: string;
  url: string;
  secret: string;
  keyFrom: KeyFrom;
  limit: string;
  test: boolean;
}

/** What is missing or wrong in what was typed, by field. */
function faults(
  { kind, name, url, secret, limit }: Typed,
  added: boolean,
): Partial<Record<keyof Typed, string>> {
  const most = `A whole number from 1 to ${MOST_PER_SECOND.toLocaleString('en-US')}, or nothing.`;
  return {
    ...(name.trim() === '' ? { name: 'Name it, so that others know what it is.' } : {}),
    ...(kind !== 'pull' && url.trim() === '' ? { url: 'Say where orders go.' } : {}),
    ...(kind === 'webhook' && secret !== '' && secret.length < 16
      ? { secret: 'Use at least 16 characters.' }
      : {}),
    ...(kind === 'litellm' && secret === '' && added
      ? { secret: "Give the proxy's administrator key." }
      : {}),
    ...(limit !== '' && !(/^\d{1,4}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= MOST_PER_SECOND)
      ? { limit: most }
      : {}),
  };
}

/** Adds a target or changes one; shows a secret that was made for it once. */
export function TargetDialog({ target, onClose }: { target: TargetRow | null; onClose: () => void }) {
  const [typed, setTyped] = useState<Typed>({
    kind: target?.kind ?? 'webhook',
    name: target?.name ?? '',
    url: target?.url ?? '',
    secret: '',
    keyFrom: target?.key_from ?? 'key',
    limit: target?.per_second?.toString() ?? '',
    test: target?.test ?? false,
  });
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const [checked, setChecked] = useState(false);
  const save = useSaveTarget(target);
  const { kind } = typed;
  const wrong = faults(typed, target === null);
  const shown = checked ? wrong : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(wrong).length > 0) return;
    save.mutate(
      {
        kind,
        name: typed.name.trim(),
        url: kind === 'pull' ? null : typed.url.trim(),
        ...(kind === 'pull' || typed.secret === '' ? {} : { secret: typed.secret }),
        key_from: kind === 'litellm' ? typed.keyFrom : null,
        test: typed.test,
        per_second: typed.limit === '' ? null : Number(typed.limit),
      },
      {
        onSuccess: ({ name, secret }) => {
          if (secret) return;
          toast.done(target ? `${name} is changed.` : `${name} is added.`);
          onClose();
        },
      },
    );
  };
  if (save.data?.secret) {
    return (
      <SecretDialog
        title="The target is added"
        description="The receiver checks the signature of each order with this secret."
        label="The secret of the target"
        secret={save.data.secret}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={target ? 'Change the target' : 'Add a target'}
      description={
        target ? 'What waits for it is tried at once.' : 'Orders that wait for a target go there at once.'
      }
    >
      <form onSubmit={submit} noValidate className="mt-3 space-y-3">
        {target ? null : (
          <RadioList
            legend="How orders get there"
            name="kind"
            value={kind}
            options={TARGET_KINDS.map((value) => ({ value, ...KIND_WORDS[value] }))}
            onChange={(value) => set({ kind: value })}
          />
        )}
        <Field label="Name" error={shown.name}>
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
        {kind === 'pull' ? (
          <Note>
            The receiver needs an API key with the scope <b>orders</b>; add one under API keys.
          </Note>
        ) : (
          <Access typed={typed} set={set} shown={shown} added={target === null} />
        )}
        {kind === 'litellm' ? (
          <RadioList
            legend="An account's id is there"
            name="key_from"
            value={typed.keyFrom}
            options={KEY_FROM.map((value) => ({ value, ...KEY_FROM_WORDS[value] }))}
            onChange={(keyFrom) => set({ keyFrom })}
          />
        ) : null}
        {kind === 'pull' ? null : (
          <Field label="Orders a second" hint="empty: no limit" error={shown.limit}>
            {(a11y) => (
              <Input
                {...a11y}
                inputMode="numeric"
                maxLength={4}
                className="max-w-28"
                value={typed.limit}
                onChange={(event) => set({ limit: event.target.value.trim() })}
              />
            )}
          </Field>
        )}
        <label className="flex gap-2.5">
          <input
            type="checkbox"
            checked={typed.test}
            onChange={(event) => set({ test: event.target.checked })}
            className="mt-[3px] size-3.5 shrink-0"
          />
          <span>
            Test mode
            <span className="block text-small text-ink-2">
              {kind === 'litellm'
                ? 'It only looks whether the keys are there. No order counts as done by it.'
                : 'Orders go there marked as test. None counts as done by it.'}
            </span>
          </span>
        </label>
        <FailedNote what="Nothing was changed." error={save.error} />
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : target ? 'Save target' : 'Add target'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Address and secret. */
function Access({
  typed: { kind, url, secret },
  set,
  shown,
  added,
}: {
  typed: Typed;
  set: (change: Partial<Typed>) => void;
  shown: Partial<Record<keyof Typed, string>>;
  added: boolean;
}) {
  const proxy = kind === 'litellm';
  return (
    <>
      <Field label={proxy ? 'Address of the proxy' : 'Address'} error={shown.url}>
        {(a11y) => (
          <Input
            {...a11y}
            type="url"
            placeholder="https://…"
            maxLength={2_000}
            value={url}
            onChange={(event) => set({ url: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={proxy ? 'Administrator key' : 'Secret'}
        hint={added ? (proxy ? undefined : 'empty makes one') : 'empty keeps the one that stands'}
        error={shown.secret}
      >
        {(a11y) => (
          <Input
            {...a11y}
            type="password"
            autoComplete="off"
            maxLength={500}
            value={secret}
            onChange={(event) => set({ secret: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

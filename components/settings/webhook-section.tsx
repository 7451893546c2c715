'use client';

import { type FormEvent, useState } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Failure } from '@/components/ui/failure';
import { Field, Input } from '@/components/ui/field';
import { moment } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { WebhookState } from '@/lib/model/console/settings';
import { useSetWebhook, useTestWebhook, useWebhook } from '@/lib/queries/use-settings';
import { SecretOnce } from './secret-once';
import { SettingsSection } from './section';

/** Where bans and reinstatements are delivered: set, turned off, tried. */
export function WebhookSection() {
  const [testing, setTesting] = useState(false);
  const webhook = useWebhook(testing);
  const test = useTestWebhook();
  const [editing, setEditing] = useState(false);
  const { data } = webhook;
  return (
    <SettingsSection
      id="webhook"
      title="Webhook"
      what="Each ban and reinstatement goes to this address of the provider, signed, and again until it is taken."
      action={
        data === undefined ? null : (
          <span className="flex gap-1.5">
            {data ? (
              <Button
                look="line"
                disabled={test.isPending}
                onClick={() => {
                  setTesting(true);
                  test.mutate();
                }}
              >
                Send a test
              </Button>
            ) : null}
            <Button onClick={() => setEditing(true)}>{data ? 'Change…' : 'Set webhook…'}</Button>
          </span>
        )
      }
    >
      {data === null ? (
        <Note kind="warn" className="mt-3 max-w-2xl">
          <b>No webhook is set.</b> Orders are kept and wait until there is one.
        </Note>
      ) : data ? (
        <Standing webhook={data} testing={testing} />
      ) : webhook.error ? (
        <Failure
          what="The webhook could not be loaded"
          error={webhook.error}
          onRetry={() => webhook.refetch()}
        />
      ) : (
        <PanelSkeleton />
      )}
      {test.error ? (
        <Note kind="bad" urgent className="mt-3 max-w-2xl">
          <b>The test was not sent.</b> {test.error.message}
        </Note>
      ) : null}
      {editing ? <WebhookDialog webhook={data ?? null} onClose={() => setEditing(false)} /> : null}
    </SettingsSection>
  );
}

function Standing({ webhook, testing }: { webhook: WebhookState; testing: boolean }) {
  const { url, enabled, tested_at, test_ok, test_said } = webhook;
  return (
    <div className="mt-3 max-w-2xl space-y-2">
      <p className="break-all">
        <UntrustedText mono max={300}>
          {url}
        </UntrustedText>
        {enabled ? null : <span className="ml-2 text-ink-3">turned off: orders wait</span>}
      </p>
      {tested_at ? (
        <Note kind={test_ok ? 'good' : 'bad'}>
          <b>{test_ok ? 'The last test was taken.' : 'The last test failed.'}</b> {moment(tested_at)}
          {test_said ? (
            <>
              : <UntrustedText max={300}>{test_said}</UntrustedText>
            </>
          ) : null}
        </Note>
      ) : testing ? (
        <Note>The worker is sending a test. What it answers will stand here.</Note>
      ) : (
        <Note>It was not tried since it was set. A test is signed and orders nothing.</Note>
      )}
    </div>
  );
}

function WebhookDialog({ webhook, onClose }: { webhook: WebhookState | null; onClose: () => void }) {
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [secret, setSecret] = useState('');
  const [enabled, setEnabled] = useState(webhook?.enabled ?? true);
  const [checked, setChecked] = useState(false);
  const set = useSetWebhook();
  const short = secret !== '' && secret.length < 16;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (url.trim() === '' || short) return;
    set.mutate(
      {
        url: url.trim(),
        enabled,
        ...(secret ? { secret } : {}),
        ...(webhook ? { version: webhook.version } : {}),
      },
      {
        onSuccess: ({ secret: made }) => {
          if (made) return;
          toast.done('The webhook is set.', 'Send a test to see whether it is taken.');
          onClose();
        },
      },
    );
  };
  if (set.data?.secret) {
    return (
      <Dialog
        open
        onOpenChange={(open) => (open ? null : onClose())}
        title="The webhook is set"
        description="The receiver checks the signature of each order with this secret."
      >
        <SecretOnce label="The secret of the webhook" secret={set.data.secret} />
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            I have kept it
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={webhook ? 'Change the webhook' : 'Set the webhook'}
      description="Orders that are waiting go there at once."
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        <Field label="Address" error={checked && url.trim() === '' ? 'Say where orders go.' : undefined}>
          {(a11y) => (
            <Input
              {...a11y}
              autoFocus
              type="url"
              placeholder="https://…"
              maxLength={2_000}
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Secret"
          hint={webhook ? 'empty keeps the one that stands' : 'empty makes one'}
          error={checked && short ? 'Use at least 16 characters.' : undefined}
        >
          {(a11y) => (
            <Input
              {...a11y}
              type="password"
              autoComplete="off"
              maxLength={500}
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </Field>
        <label className="flex items-center gap-2.5">
          <input
            type="checkbox"
            checked={enabled}
            onChange={(event) => setEnabled(event.target.checked)}
            className="size-3.5 accent-(--accent-fill)"
          />
          Deliver orders
        </label>
        {set.error ? (
          <Note kind="bad" urgent>
            <b>Nothing was changed.</b> {set.error.message}
          </Note>
        ) : null}
        <DialogActions
          start={
            <Button look="ghost" onClick={onClose}>
              Cancel
            </Button>
          }
        >
          <Button look="primary" type="submit" disabled={set.isPending}>
            {set.isPending ? 'Setting…' : 'Set webhook'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

'use client';

import { type FormEvent, useState } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Field, Input } from '@/components/ui/field';
import { count } from '@/components/ui/format';
import { FailedNote } from '@/components/ui/note';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { StripeOut } from '@/lib/model/console/stripe';
import { useSetUpStripe, useStripe } from '@/lib/queries/use-stripe';

/** The endpoint that Stripe sends events to: whether it is set up, by what secret, and what became of events. */
export function StripeAbout({ maySetUp }: { maySetUp: boolean }) {
  const stripe = useStripe();
  if (stripe.error)
    return (
      <Failure
        what="The endpoint could not be looked up"
        error={stripe.error}
        onRetry={() => stripe.refetch()}
      />
    );
  if (!stripe.data) return <PanelSkeleton />;
  return (
    <div className="max-w-4xl">
      <p className="max-w-[76ch] text-pretty">
        {stripe.data.set_up ? 'Stripe can send events to ' : 'Stripe cannot send yet. Its endpoint will be '}
        <code className="font-mono text-small">POST /api/v1/ingest/stripe</code>. It needs no key: events are
        signed with the secret of the endpoint. Fingerprints, addresses and numbers are hashed before they are
        kept.
      </p>
      {maySetUp ? <SetUp key={stripe.data.version} stripe={stripe.data} /> : null}
      <Events events={stripe.data.events} />
    </div>
  );
}

function SetUp({ stripe }: { stripe: StripeOut }) {
  const save = useSetUpStripe();
  const [secret, setSecret] = useState('');
  const [key, setKey] = useState(stripe.account_key);
  const needed = !stripe.set_up && secret === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { secret: secret === '' ? undefined : secret, account_key: key, version: stripe.version },
      { onSuccess: () => toast.done('Stripe can send events.') },
    );
  };
  return (
    <form onSubmit={submit} className="mt-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-80 max-w-full">
          <Field label="Signing secret" hint={stripe.set_up ? 'empty: as it is' : 'whsec_…'}>
            {(a11y) => (
              <Input
                {...a11y}
                type="password"
                autoComplete="off"
                maxLength={200}
                value={secret}
                onChange={(event) => setSecret(event.target.value.trim())}
              />
            )}
          </Field>
        </div>
        <div className="w-56 max-w-full">
          <Field label="Metadata key" hint="of the account's id">
            {(a11y) => (
              <Input
                {...a11y}
                autoComplete="off"
                spellCheck={false}
                maxLength={40}
                className="font-mono text-small"
                value={key}
                onChange={(event) => setKey(event.target.value.trim())}
              />
            )}
          </Field>
        </div>
        <Button
          look="primary"
          type="submit"
          className="h-8"
          disabled={needed || key === '' || save.isPending}
        >
          {save.isPending ? 'Saving…' : 'Save'}
        </Button>
      </div>
      <FailedNote what="Nothing was saved." error={save.error} className="mt-3" />
    </form>
  );
}

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  taken: 'taken in',
  known: 'known already',
  ignored: 'ignored',
  unplaced: 'of nobody that is known',
};

function Events({ events }: { events: StripeOut['events'] }) {
  if (events.length === 0) return <p className="mt-4 text-ink-2">No event has come yet.</p>;
  return (
    <RegionTable
      label="Events"
      className="mt-4"
      table="min-w-[480px]"
      columns={['Event', 'Became', { label: 'Events', numeric: true }, { label: 'Last', numeric: true }]}
    >
      {events.map(({ type, outcome, events: number, last_at }) => (
        <tr key={`${type} ${outcome}`} className="border-b border-line">
          <td>
            <UntrustedText mono max={100}>
              {type}
            </UntrustedText>
          </td>
          <td>{OUTCOME_WORDS[outcome] ?? outcome}</td>
          <td className={NUMERIC}>{count(number)}</td>
          <td className={NUMERIC}>
            <Ago time={last_at} />
          </td>
        </tr>
      ))}
    </RegionTable>
  );
}

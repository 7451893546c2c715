'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Failure } from '@/components/ui/failure';
import { Field, Input, TextArea } from '@/components/ui/field';
import { count, plural } from '@/components/ui/format';
import { FailedNote, Note } from '@/components/ui/note';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { IntelDelivery, IntelIndicator } from '@/lib/model/intel';
import { MOST_BUNDLE_BYTES } from '@/lib/model/intel-words';
import { useDeliveries, useDelivery, useHandIn, useSight } from '@/lib/queries/use-intel';
import { deliveryWords } from './intel-words';

/** Takes a file with a bundle, and shows what became of it. */
export function HandInDialog({ onClose }: { onClose: () => void }) {
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState(false);
  const handIn = useHandIn();
  const receipt = useDelivery(handIn.data?.id ?? null);
  const wrong = {
    ...(source.trim() === '' ? { source: 'Name whoever shared it.' } : {}),
    ...(file === null
      ? { file: 'Choose a file.' }
      : file.size > MOST_BUNDLE_BYTES
        ? { file: `It is larger than ${MOST_BUNDLE_BYTES / 1024 / 1024} MiB.` }
        : {}),
  };
  const shown: { source?: string; file?: string } = checked ? wrong : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(wrong).length === 0 && file) handIn.mutate({ source: source.trim(), file });
  };
  const delivery = receipt.data ?? handIn.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Hand in a bundle"
      description="A file with a STIX 2.1 bundle that somebody shared. It is checked object by object, and nothing in it is run."
    >
      {delivery ? (
        <>
          <Receipt delivery={delivery} />
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              Close
            </Button>
          </DialogActions>
        </>
      ) : (
        <form onSubmit={submit} noValidate className="mt-3 space-y-3">
          <Field label="Shared by" hint="a new name becomes a source" error={shown.source}>
            {(a11y) => (
              <Input
                {...a11y}
                autoFocus
                maxLength={80}
                value={source}
                onChange={(event) => setSource(event.target.value)}
              />
            )}
          </Field>
          <Field label="File" error={shown.file}>
            {(a11y) => (
              <Input
                {...a11y}
                type="file"
                accept=".json,.stix,application/json"
                className="h-auto py-1 pl-1 file:mr-2.5 file:rounded-sm file:bg-press file:px-2 file:py-0.5 file:font-medium file:text-ink"
                onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              />
            )}
          </Field>
          <FailedNote what="It was not taken." error={handIn.error} />
          <DialogActions onCancel={onClose}>
            <Button look="primary" type="submit" disabled={handIn.isPending}>
              {handIn.isPending ? 'Sending…' : 'Hand in'}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}

function Receipt({ delivery }: { delivery: IntelDelivery }) {
  const { status, objects, unmatched, trouble, rejects, rejected } = delivery;
  return (
    <div className="mt-3 space-y-2" aria-live="polite">
      <Note kind={status === 'waiting' ? 'plain' : status === 'refused' || rejected > 0 ? 'warn' : 'good'}>
        {status === 'waiting' ? (
          'It waits to be read.'
        ) : status === 'refused' ? (
          <>
            <b>All of it was refused.</b> <UntrustedText max={300}>{trouble ?? ''}</UntrustedText>
          </>
        ) : (
          <>
            <b>{plural(objects, 'object')} read:</b> {deliveryWords(delivery)}.
            {unmatched > 0 ? ` ${plural(unmatched, 'indicator')} cannot be looked for.` : null}
          </>
        )}
      </Note>
      {rejects.length > 0 ? (
        <ul className="max-h-60 space-y-1 overflow-y-auto text-small">
          {rejects.slice(0, 50).map((reject, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same object can be rejected twice for the same reason
            <li key={i}>
              <UntrustedText mono max={80}>
                {reject.object ?? 'the bundle'}
              </UntrustedText>{' '}
              <span className="text-ink-2">
                <UntrustedText max={200}>{reject.message}</UntrustedText>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {rejected > 50 ? <p className="text-small text-ink-3">… and {count(rejected - 50)} more.</p> : null}
    </div>
  );
}

/** What came, from whom, and what became of it; newest first. */
export function ReceiptsDialog({ onClose }: { onClose: () => void }) {
  const receipts = useDeliveries();
  const [open, setOpen] = useState<string | null>(null);
  const items = receipts.data?.pages.flatMap((page) => page.items);
  return (
    <Dialog
      open
      wide
      onOpenChange={(still) => (still ? null : onClose())}
      title="What came"
      description="Bundles and pages of collections, newest first, with what was rejected and why."
    >
      {items ? (
        items.length === 0 ? (
          <p className="mt-3 text-ink-2">Nothing came yet.</p>
        ) : (
          <ul className="mt-3 divide-y divide-line">
            {items.map((delivery) => (
              <li key={delivery.id} className="py-1.5">
                <div className="flex flex-wrap items-baseline gap-x-3">
                  <span className="font-medium">
                    <UntrustedText max={60}>{delivery.source.name}</UntrustedText>
                  </span>
                  <span className="text-ink-2">{deliveryWords(delivery)}</span>
                  <span className="ml-auto text-small text-ink-3">
                    <Ago time={delivery.received_at} />
                  </span>
                  {delivery.rejected > 0 || delivery.status === 'refused' ? (
                    <Button
                      look="ghost"
                      aria-expanded={open === delivery.id}
                      onClick={() => setOpen(open === delivery.id ? null : delivery.id)}
                    >
                      Why
                    </Button>
                  ) : null}
                </div>
                {open === delivery.id ? <Receipt delivery={delivery} /> : null}
              </li>
            ))}
          </ul>
        )
      ) : receipts.error ? (
        <Failure
          what="The receipts could not be loaded"
          error={receipts.error}
          onRetry={() => receipts.refetch()}
        />
      ) : (
        <p className="mt-3 text-ink-3">Loading…</p>
      )}
      <DialogActions
        start={
          receipts.hasNextPage ? (
            <Button
              look="ghost"
              disabled={receipts.isFetchingNextPage}
              onClick={() => receipts.fetchNextPage()}
            >
              Show more
            </Button>
          ) : undefined
        }
      >
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

/** Asks before a hit is answered, and says what will be told and to whom. */
export function SightDialog({ indicator, onClose }: { indicator: IntelIndicator; onClose: () => void }) {
  const [note, setNote] = useState('');
  const sight = useSight();
  const { name, source, tlp, hits } = indicator;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sight.mutate(
      { indicator, note },
      {
        onSuccess: () => {
          toast.done('The hit is answered.', `Peers cleared for ${tlp} can read it.`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Answer the hit"
      description={
        <>
          Tells that <UntrustedText max={60}>{name ?? 'the indicator'}</UntrustedText> of{' '}
          <UntrustedText max={60}>{source.name}</UntrustedText> was seen here, as a STIX sighting in the
          collection {tlp}: by {plural(hits, 'account')}, and on which days. No account is named.
        </>
      }
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        <Field label="Note" hint="goes out with it; may be left empty">
          {(a11y) => (
            <TextArea
              {...a11y}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <FailedNote what="Nothing was told." error={sight.error} />
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={sight.isPending}>
            {sight.isPending ? 'Telling…' : 'Tell peers'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

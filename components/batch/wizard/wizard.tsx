'use client';

import { Steps } from '@/components/batch/steps';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { RowSkeleton } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchWhole } from '@/lib/model/batch';
import { useActOnBatch } from '@/lib/queries/use-batches';
import { ConfirmStep } from './confirm-step';
import { ReasonStep } from './reason-step';
import { useWizard, WIZARD_STEPS } from './use-wizard';
import { WhomStep } from './whom-step';

/** A draft on its way: whom it hits, why, confirmed. What is chosen stands in the address and is kept when left. */
export function BatchWizard({ batch }: { batch: BatchWhole }) {
  const wizard = useWizard(batch);
  const { params, set } = wizard;
  const second = Boolean(wizard.plan?.approval_needed);
  const leave = <Leave batch={batch} />;
  const { preview } = batch;
  return (
    <>
      <Steps
        now={params.step}
        second={second}
        onStep={(step) => set({ step: WIZARD_STEPS.find((own) => own === step) ?? 'whom' })}
      />
      {batch.trouble !== null ? (
        <Empty
          title="The scope could not be frozen"
          action={
            <Button asChild>
              <Link href="/campaigns">Choose accounts anew</Link>
            </Button>
          }
        >
          <UntrustedText max={400}>{batch.trouble}</UntrustedText> Nothing was done to anybody.
        </Empty>
      ) : preview === null ? (
        <div className="pt-5">
          <h1 className="px-5 text-title font-semibold max-sm:px-3">Writing down who is in it…</h1>
          <p role="status" className="px-5 pb-3 text-lead text-ink-2 max-sm:px-3">
            The accounts are frozen as they are now. This takes a few seconds, and nothing is done to them.
          </p>
          <RowSkeleton rows={10} columns={[60, 220]} />
        </div>
      ) : preview.accounts === 0 ? (
        <Empty
          title="Nobody is in this scope"
          action={
            <Button asChild>
              <Link href="/campaigns">See the campaigns</Link>
            </Button>
          }
        >
          No account matched when it was frozen.
        </Empty>
      ) : batch.acts.submit !== null ? (
        <div className="px-5 py-5 max-sm:px-3">
          <Note kind="info">
            <b>This draft belongs to somebody else.</b> {batch.acts.submit}
          </Note>
        </div>
      ) : params.step === 'whom' ? (
        <WhomStep batch={batch} preview={preview} wizard={wizard} leave={leave} />
      ) : params.step === 'reason' ? (
        <ReasonStep wizard={wizard} leave={leave} />
      ) : (
        <ConfirmStep batch={batch} wizard={wizard} leave={leave} />
      )}
    </>
  );
}

function Leave({ batch }: { batch: BatchWhole }) {
  const discard = useActOnBatch(batch.id);
  return (
    <span className="-ml-[7px] flex items-center">
      <Button look="ghost" asChild>
        <Link href="/batches">Leave, keep the draft</Link>
      </Button>
      <Button
        look="ghost"
        disabled={discard.isPending}
        onClick={() =>
          discard.mutate(
            { act: 'cancel', version: batch.version },
            { onError: (error) => toast.failed('The draft is still there.', error.message) },
          )
        }
      >
        Discard
      </Button>
    </span>
  );
}

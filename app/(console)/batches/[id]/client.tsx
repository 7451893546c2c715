'use client';

import dynamic from 'next/dynamic';
import { BatchFacts } from '@/components/batch/batch-facts';
import { BatchHead } from '@/components/batch/batch-head';
import { BatchSkeleton } from '@/components/batch/batch-skeleton';
import { Steps, stepOf } from '@/components/batch/steps';
import { batchTitle } from '@/components/batch/words';
import { PageFrame } from '@/components/frame/page-frame';
import { Failure } from '@/components/ui/failure';
import { useBatch } from '@/lib/queries/use-batches';

// A batch is either still being drafted or not: each page has only what it shows.
const BatchWizard = dynamic(() =>
  import('@/components/batch/wizard/wizard').then((part) => part.BatchWizard),
);
const Results = dynamic(() => import('@/components/batch/results').then((part) => part.Results));
const Request = dynamic(() => import('@/components/batch/request').then((part) => part.Request));
const FrozenEvidence = dynamic(() =>
  import('@/components/batch/frozen-evidence').then((part) => part.FrozenEvidence),
);

export function BatchClient({ id }: { id: string }) {
  const { data: batch, error, refetch } = useBatch(id);
  const ran =
    batch && !['draft', 'waiting', 'declined', 'expired'].includes(batch.status) && batch.kind !== null;
  return (
    <PageFrame
      fit={ran}
      crumbs={[{ label: 'Batches', href: '/batches' }, { label: batch ? batchTitle(batch) : 'Batch' }]}
    >
      {!batch ? (
        error ? (
          <Failure what="The batch could not be loaded" error={error} onRetry={() => refetch()} />
        ) : (
          <BatchSkeleton />
        )
      ) : batch.status === 'draft' ? (
        <BatchWizard batch={batch} />
      ) : (
        <>
          <Steps now={stepOf(batch.status)} second={batch.approval_needed !== null} />
          <BatchHead batch={batch} />
          {ran ? (
            <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,15fr)_minmax(0,8fr)] max-xl:grid-cols-1">
              <Results batch={batch} />
              <div className="min-h-0 space-y-6 overflow-auto border-l px-5 py-4 max-xl:border-t max-xl:border-l-0 max-sm:px-3">
                <BatchFacts batch={batch} />
                {batch.evidence && batch.frozen_at ? (
                  <FrozenEvidence evidence={batch.evidence} at={batch.frozen_at} />
                ) : null}
              </div>
            </div>
          ) : (
            <Request batch={batch} />
          )}
        </>
      )}
    </PageFrame>
  );
}

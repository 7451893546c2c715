'use client';

import { plural } from '@/components/ui/format';
import type { BatchWhole } from '@/lib/model/batch';
import { BatchFacts } from './batch-facts';
import { Decide } from './decide';
import { FrozenEvidence } from './frozen-evidence';
import { InnocentList } from './innocent-list';
import { Sample } from './sample';
import { ScopeNote } from './scope-note';
import { Whom } from './whom';
import { KIND_WORDS } from './words';

/** A request as the second person reads it: everything as it was frozen when it was asked, then the decision. */
export function Request({ batch }: { batch: BatchWhole }) {
  const { preview, progress, kind } = batch;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,496px)] gap-x-12 gap-y-7 px-5 pt-4 pb-7 max-xl:grid-cols-1 max-sm:px-3">
      <div className="min-w-0">
        {batch.status === 'waiting' ? <Decide batch={batch} /> : null}
        <div className="mt-4">
          <BatchFacts batch={batch} scope={false} />
        </div>
        <ScopeNote batch={batch} />
        {preview && kind ? (
          <>
            <Whom
              preview={preview}
              reach={{
                kind,
                accounts: progress.total - progress.skipped,
                innocent: progress.innocent,
                pointless: progress.skipped,
                leftOut: batch.left_out,
              }}
            />
            <Sample sample={preview.sample} />
          </>
        ) : (
          <p className="mt-4 text-ink-2">
            {kind
              ? `${KIND_WORDS[kind].act} ${plural(progress.total - progress.skipped, 'account')}.`
              : 'It was never submitted.'}
          </p>
        )}
      </div>
      <div className="min-w-0 space-y-7">
        {preview ? <InnocentList id={batch.id} total={preview.innocent.accounts} included="none" /> : null}
        {batch.evidence && batch.frozen_at ? (
          <FrozenEvidence evidence={batch.evidence} at={batch.frozen_at} />
        ) : (
          <section aria-label="Frozen evidence">
            <h2 className="text-head font-semibold">No campaign stands behind it</h2>
            <p className="text-ink-2">
              The accounts were chosen by hand or by a filter: what speaks against them is in the reason.
            </p>
          </section>
        )}
      </div>
    </div>
  );
}

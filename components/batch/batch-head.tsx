import { moment, percent } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchWhole } from '@/lib/model/batch';
import { BatchActs } from './batch-acts';
import { ProgressBar } from './progress';
import { BatchStatusTag } from './status-tag';
import { batchTitle, progressWords } from './words';

/** What a batch is, how far it is, and what can be done with it. */
export function BatchHead({ batch }: { batch: BatchWhole }) {
  const { progress, status } = batch;
  const gone = progress.applied + progress.skipped + progress.failed;
  const share = progress.total > 0 ? gone / progress.total : 0;
  const begun = batch.started_at !== null || status === 'done';
  return (
    <header className="border-b px-5 pt-4 pb-3 max-sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1 className="text-title font-semibold">{batchTitle(batch)}</h1>
        <BatchStatusTag status={status} />
        {batch.campaign ? (
          <span className="min-w-0 text-ink-2">
            of <UntrustedText max={60}>{batch.campaign.title}</UntrustedText>
          </span>
        ) : null}
        <span className="ml-auto">
          <BatchActs batch={batch} />
        </span>
      </div>
      {begun ? (
        <div className="mt-2.5 flex items-center gap-3">
          <span className="max-w-[520px] flex-1">
            <ProgressBar progress={progress} thick />
          </span>
          <span className="text-ink-2">{progressWords(progress)}</span>
        </div>
      ) : null}
      {/* Said at every tenth only: a voice that counts along keeps everything else from being heard. */}
      <span role="status" className="sr-only">
        {status === 'running'
          ? `${percent(Math.floor(share * 10) / 10)} done`
          : begun
            ? progressWords(progress)
            : ''}
      </span>
      {status === 'scheduled' && batch.next_due_at ? (
        <p className="mt-1.5 text-ink-2">The next order goes out on {moment(batch.next_due_at)} UTC.</p>
      ) : null}
      {progress.failed > 0 && (status === 'done' || status === 'cancelled') ? (
        <Note kind="bad" className="mt-2.5">
          <b>
            {progress.failed} of {progress.total} failed.
          </b>{' '}
          The others are done and stay done. The reason stands at each account below.
        </Note>
      ) : null}
    </header>
  );
}

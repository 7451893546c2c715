'use client';

import { PanelSkeleton } from '@/components/account/account-skeleton';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { count, plural } from '@/components/ui/format';
import { FailedNote } from '@/components/ui/note';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { SourceItem, SourceReject } from '@/lib/model/console/source';
import { rowsOf } from '@/lib/queries/pages';
import { useRejects, useRetryRejects } from '@/lib/queries/use-sources';

/** Rows of a source that were refused, with the reason, and another try for when the mapping or the other side was mended. */
export function RejectsPanel({ source, mayRetry }: { source: SourceItem; mayRetry: boolean }) {
  const rejects = useRejects(source.name);
  const retry = useRetryRejects(source.name);
  const items = rowsOf(rejects.data);
  const act = (ids: string[] | null) =>
    retry.mutate(ids, {
      onSuccess: ({ rows, bodies }) =>
        toast.done(
          `${plural(rows, 'row')}${bodies > 0 ? ` and ${plural(bodies, 'body', 'bodies')}` : ''} tried again.`,
          'What is refused again comes back here.',
        ),
    });
  if (rejects.error && items.length === 0)
    return (
      <Failure
        what="The rejects could not be loaded"
        error={rejects.error}
        onRetry={() => rejects.refetch()}
      />
    );
  if (!rejects.data) return <PanelSkeleton />;
  const again = items.some(({ retryable }) => retryable) || source.set_aside > 0;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2">
          {items.length === 0
            ? 'No row of this source was refused, or those that were have been tried again.'
            : 'The newest first. A bad row never costs its neighbours; what is kept of it is masked and bounded.'}
          {source.set_aside > 0
            ? ` ${plural(source.set_aside, 'body', 'bodies')} ended the worker again and again and ${source.set_aside === 1 ? 'was' : 'were'} set aside.`
            : ''}
        </p>
        {mayRetry && again ? (
          <Button disabled={retry.isPending} onClick={() => act(null)}>
            {retry.isPending ? 'Trying…' : 'Try all again'}
          </Button>
        ) : null}
      </div>
      <FailedNote what="Nothing was tried again." error={retry.error} className="mt-3" />
      {items.length > 0 ? (
        <RegionTable
          label="Table of rejects"
          className="mt-3"
          table="min-w-[760px] [&_td]:py-1.5 [&_td]:align-top"
          columns={[
            'Reason',
            'Beginning of the row',
            { label: 'Line', numeric: true },
            { label: 'When', numeric: true },
            { label: 'Acts', hidden: true },
          ]}
        >
          {items.map((reject) => (
            <Line
              key={reject.id}
              reject={reject}
              busy={retry.isPending}
              onRetry={mayRetry && reject.retryable ? () => act([reject.id]) : null}
            />
          ))}
        </RegionTable>
      ) : null}
      {rejects.hasNextPage ? (
        <Button
          look="ghost"
          className="mt-2"
          disabled={rejects.isFetchingNextPage}
          onClick={() => rejects.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </>
  );
}

function Line({
  reject,
  busy,
  onRetry,
}: {
  reject: SourceReject;
  busy: boolean;
  onRetry: (() => void) | null;
}) {
  return (
    <tr className="border-b border-line">
      <td className="max-w-72">
        <UntrustedText max={300}>{reject.message}</UntrustedText>{' '}
        <span className="font-mono text-small text-ink-3">{reject.code}</span>
      </td>
      <td className="max-w-[34rem] [overflow-wrap:anywhere]">
        {reject.excerpt ? (
          <UntrustedText mono max={300}>
            {reject.excerpt}
          </UntrustedText>
        ) : (
          <span className="text-ink-3">not kept</span>
        )}
      </td>
      <td className={NUMERIC}>{count(reject.line)}</td>
      <td className={NUMERIC}>
        <Ago time={reject.rejected_at} />
      </td>
      <td className={NUMERIC}>
        {onRetry ? (
          <Button look="line" disabled={busy} onClick={onRetry} aria-label={`Try line ${reject.line} again`}>
            Retry
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

'use client';

import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { plural } from '@/components/ui/format';
import { Menu, MenuItem } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import type { BatchWhole } from '@/lib/model/batch';
import { receiptHref, useActOnBatch } from '@/lib/queries/use-batches';
import { ActDialog } from './act-dialog';

/** What can be done with a batch that was submitted. What cannot be done now is not there. */
export function BatchActs({ batch }: { batch: BatchWhole }) {
  const [asked, setAsked] = useState<'cancel' | 'reverse' | null>(null);
  const router = useRouter();
  const act = useActOnBatch(batch.id);
  const may = (what: keyof BatchWhole['acts']) => batch.acts[what] === null;
  const now = (what: 'pause' | 'resume' | 'retry', done: string) =>
    act.mutate(
      { act: what, version: batch.version },
      {
        onSuccess: () => toast.done(done),
        onError: (error) => toast.failed('Nothing was changed.', error.message),
      },
    );
  const left = batch.progress.applied - batch.reversed;
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {may('pause') ? (
        <Button
          look="line"
          disabled={act.isPending}
          onClick={() => now('pause', 'Paused. What is done stays done.')}
        >
          Pause
        </Button>
      ) : null}
      {may('resume') ? (
        <Button look="primary" disabled={act.isPending} onClick={() => now('resume', 'It goes on.')}>
          Resume
        </Button>
      ) : null}
      {may('retry') && batch.progress.failed > 0 ? (
        <Button
          look="primary"
          disabled={act.isPending}
          onClick={() => now('retry', 'The failed ones are tried again.')}
        >
          Retry {plural(batch.progress.failed, 'failed one')}
        </Button>
      ) : null}
      {may('cancel') ? (
        <Button look="line" onClick={() => setAsked('cancel')}>
          {batch.status === 'waiting' ? 'Withdraw…' : 'Cancel…'}
        </Button>
      ) : null}
      {may('reverse') && left > 0 ? (
        <Button look="line" onClick={() => setAsked('reverse')}>
          Reverse all…
        </Button>
      ) : null}
      {batch.started_at !== null ? (
        <Menu
          align="end"
          trigger={
            <Button look="line">
              <Download size={15} strokeWidth={1.6} aria-hidden="true" />
              Receipt
            </Button>
          }
        >
          <MenuItem
            onSelect={() => window.location.assign(receiptHref(batch.id, 'csv'))}
            hint="for a spreadsheet"
          >
            CSV
          </MenuItem>
          <MenuItem
            onSelect={() => window.location.assign(receiptHref(batch.id, 'ndjson'))}
            hint="one account a line"
          >
            NDJSON
          </MenuItem>
        </Menu>
      ) : null}
      {asked === 'cancel' ? (
        <ActDialog
          batch={batch}
          act="cancel"
          title="Stop this batch"
          what={
            batch.progress.applied > 0
              ? `${plural(batch.progress.applied, 'account')} done so far ${batch.progress.applied === 1 ? 'stays' : 'stay'} as they are and can be reversed. The others are left alone.`
              : 'Nothing was done to anybody yet, and nothing will be.'
          }
          label="Stop it"
          danger
          onClose={() => setAsked(null)}
          onDone={() => toast.done('The batch is stopped.')}
        />
      ) : null}
      {asked === 'reverse' ? (
        <ReverseDialog
          batch={batch}
          ids={null}
          onClose={() => setAsked(null)}
          onDone={(id) => router.push(`/batches/${encodeURIComponent(id)}`)}
        />
      ) : null}
    </div>
  );
}

/** Takes a batch back, all that stands of it (`ids` null) or some accounts. */
export function ReverseDialog({
  batch,
  ids,
  onClose,
  onDone,
}: {
  batch: BatchWhole;
  ids: readonly string[] | null;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const n = ids?.length ?? batch.progress.applied - batch.reversed;
  return (
    <ActDialog
      batch={batch}
      act="reverse"
      title={`Reinstate ${plural(n, 'account')}`}
      what="Whatever this batch did to them is lifted by orders of their own, and they are not raised again on the same evidence. What was decided about an account since then stays."
      label={`Reinstate ${plural(n, 'account')}`}
      reason
      more={ids ? { ids } : {}}
      onClose={onClose}
      onDone={(done) => {
        toast.done('The reversal is on its way.', 'It is a batch of its own, with a receipt.');
        onDone(done.id);
      }}
    />
  );
}

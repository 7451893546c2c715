'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { clock, spelled } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { ProblemError } from '@/lib/queries/fetch';

interface ConflictDialogProps {
  conflict: ProblemError;
  /** What was about to be decided: `ban acc_1`, `confirm Slow Heron`. */
  attempt: ReactNode;
  /** Status when the dialog opened. */
  seen: string;
  /** What stands now; undefined until it is known. */
  theirs: { status: string; reason: string | undefined } | undefined;
  mine: { status: string; reason: string };
  /** Label of the button that decides nevertheless, and whether what stands now makes it pointless. */
  nevertheless: string;
  pointless: boolean;
  busy: boolean;
  /** The button that leads to what changed. */
  see: ReactNode;
  onClose: () => void;
  onDiscard: () => void;
  /** Decides nevertheless, against the version that stands now. */
  onOverwrite: (version: number) => void;
}

/** Somebody else was first: who did what and when, beside what this person was about to do, which is kept. */
export function ConflictDialog({
  conflict,
  attempt,
  seen,
  theirs,
  mine,
  nevertheless,
  pointless,
  busy,
  see,
  onClose,
  onDiscard,
  onOverwrite,
}: ConflictDialogProps) {
  const { changed_by: by, changed_at: at, version } = conflict.facts;
  const who = typeof by === 'string' ? by : 'Somebody';
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : onClose())}
      title={<UntrustedText>{conflict.message}</UntrustedText>}
      description={<>You were about to {attempt}. Your reason is kept.</>}
    >
      <div className="mt-2.5 overflow-x-auto">
        <table className="w-full border-collapse [&_td]:h-8 [&_td]:py-1 [&_td]:pr-4 [&_td]:align-top [&_th]:h-7 [&_th]:pr-4 [&_th]:text-left [&_th]:text-small [&_th]:font-medium [&_th]:text-ink-3">
          <thead>
            <tr className="border-b">
              <td />
              <th scope="col">When you opened it</th>
              <th scope="col">
                <UntrustedText max={40}>{who}</UntrustedText>
                {typeof at === 'string' ? `, ${clock(at)}` : ''}
              </th>
              <th scope="col">You</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" className="font-normal">
                Status
              </th>
              <td className="text-ink-2">{spelled(seen)}</td>
              <td className="font-medium">{theirs ? spelled(theirs.status) : '…'}</td>
              <td>{spelled(mine.status)}</td>
            </tr>
            <tr>
              <th scope="row" className="font-normal">
                Reason
              </th>
              <td className="text-ink-3">–</td>
              <td>{theirs?.reason ? <UntrustedText max={300}>{theirs.reason}</UntrustedText> : '–'}</td>
              <td>
                <UntrustedText max={300}>{mine.reason}</UntrustedText>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <DialogActions
        start={
          <Button look="ghost" onClick={onDiscard}>
            Discard mine
          </Button>
        }
      >
        <Button
          look="line"
          disabled={busy || pointless || typeof version !== 'number'}
          title={pointless ? 'What stands now leaves nothing to do' : undefined}
          onClick={() => (typeof version === 'number' ? onOverwrite(version) : null)}
        >
          {nevertheless} nevertheless
        </Button>
        {see}
      </DialogActions>
    </Dialog>
  );
}

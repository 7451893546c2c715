'use client';

import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { clock, spelled } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AccountHead } from '@/lib/model/console/account';
import { accountMove, type OrderKind } from '@/lib/model/moves';
import type { ProblemError } from '@/lib/queries/fetch';
import { useAccountHead, useAccountHistory } from '@/lib/queries/use-account';

interface EnforceConflictProps {
  seen: AccountHead;
  kind: OrderKind;
  reason: string;
  conflict: ProblemError;
  busy: boolean;
  onClose: () => void;
  onDiscard: () => void;
  /** Decides nevertheless, against the version that stands now. */
  onOverwrite: (version: number) => void;
}

const TARGET = { ban: 'banned', reinstate: 'active' } as const;

/** Somebody else was first: who did what and when, beside what this person was about to do, which is kept. */
export function EnforceConflict({
  seen,
  kind,
  reason,
  conflict,
  busy,
  onClose,
  onDiscard,
  onOverwrite,
}: EnforceConflictProps) {
  const { data: now } = useAccountHead(seen.id);
  const { data: history } = useAccountHistory(seen.id);
  const { changed_by: by, changed_at: at, version } = conflict.facts;
  const who = typeof by === 'string' ? by : 'Somebody';
  const standing = now && now.version !== seen.version ? now : undefined;
  const theirs = history?.decisions[0];
  const refused = standing ? 'refused' in accountMove(standing.status, kind) : false;
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : onClose())}
      title={<UntrustedText>{conflict.message}</UntrustedText>}
      description={
        <>
          You were about to {kind}{' '}
          <UntrustedText mono max={60}>
            {seen.id}
          </UntrustedText>
          . Your reason is kept.
        </>
      }
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
              <td className="text-ink-2">{spelled(seen.status)}</td>
              <td className="font-medium">{standing ? spelled(standing.status) : '…'}</td>
              <td>{spelled(TARGET[kind])}</td>
            </tr>
            <tr>
              <th scope="row" className="font-normal">
                Reason
              </th>
              <td className="text-ink-3">–</td>
              <td>{standing && theirs ? <UntrustedText max={300}>{theirs.reason}</UntrustedText> : '–'}</td>
              <td>
                <UntrustedText max={300}>{reason}</UntrustedText>
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
          disabled={busy || refused || typeof version !== 'number'}
          title={refused ? 'It already has the status you wanted' : undefined}
          onClick={() => (typeof version === 'number' ? onOverwrite(version) : null)}
        >
          {kind === 'ban' ? 'Ban' : 'Reinstate'} nevertheless
        </Button>
        <Button look="primary" onClick={onClose}>
          See what changed
        </Button>
      </DialogActions>
    </Dialog>
  );
}

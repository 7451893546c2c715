'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { due, plural } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchWhole } from '@/lib/model/batch';
import { ActDialog } from './act-dialog';
import { KIND_WORDS } from './words';

/** What the second person says: agrees, or declines with a reason. Whoever may not is told why. */
export function Decide({ batch }: { batch: BatchWhole }) {
  const [asked, setAsked] = useState<'approve' | 'decline' | null>(null);
  const now = useNow();
  const refused = batch.acts.approve;
  const words = batch.kind ? KIND_WORDS[batch.kind] : null;
  const accounts = plural(batch.progress.total - batch.progress.skipped, 'account');
  return (
    <div>
      {refused !== null ? (
        <Note kind="info">
          <b>You cannot approve this.</b> {refused}
        </Note>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <Button look="line" onClick={() => setAsked('decline')}>
            Decline…
          </Button>
          <Button look="danger" onClick={() => setAsked('approve')}>
            Approve: {words?.act.toLowerCase()} {accounts}…
          </Button>
          {batch.expires_at ? (
            <span className="text-small text-ink-3">expires {due(batch.expires_at, now).text}</span>
          ) : null}
        </div>
      )}
      {asked === 'approve' ? (
        <ActDialog
          batch={batch}
          act="approve"
          title={`${words?.act} ${accounts}`}
          what={
            <>
              <UntrustedText max={60}>{batch.requested_by.name}</UntrustedText> asked for it and you agree:
              both names stand in the audit log and on every order.{' '}
              {batch.progress.innocent > 0
                ? `${plural(batch.progress.innocent, 'account')} in it ${batch.progress.innocent === 1 ? 'looks' : 'look'} innocent. `
                : ''}
              {words?.what}
            </>
          }
          label={`Approve, ${words?.act.toLowerCase()} ${accounts}`}
          danger
          onClose={() => setAsked(null)}
          onDone={() => toast.done('Approved.', 'It runs now, or when its time comes.')}
        />
      ) : null}
      {asked === 'decline' ? (
        <ActDialog
          batch={batch}
          act="decline"
          title="Decline this request"
          what="Nothing is done to anybody. Whoever asked sees your reason and can ask anew."
          label="Decline"
          reason
          onClose={() => setAsked(null)}
          onDone={() => toast.done('Declined.', 'Nothing was done to anybody.')}
        />
      ) : null}
    </div>
  );
}

'use client';

import { Dialog } from '@/components/ui/dialog';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { PersonRow } from '@/lib/model/console/settings';
import { SessionsTable } from './sessions-table';

/** Where a colleague is signed in. */
export function SessionsDialog({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          Sessions of <UntrustedText max={60}>{person.name}</UntrustedText>
        </>
      }
      description="One that you end is refused from its next request on."
    >
      <SessionsTable userId={person.id} />
    </Dialog>
  );
}

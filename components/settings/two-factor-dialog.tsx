'use client';

import { AddTwoFactor } from '@/components/security/add-two-factor';
import { BackupCodes } from '@/components/security/backup-codes';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FailedNote } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { useEndTwoFactor, useRenewBackupCodes } from '@/lib/queries/use-security';

const WORDS = {
  add: [
    'Add a second factor',
    'An authenticator app on your phone shows a code that is asked for after the password.',
  ],
  end: ['Remove the second factor', 'From then on your password alone signs you in.'],
  codes: ['Make new backup codes', 'The ones you have stop working.'],
} as const;

/** Adds or removes one's own second factor, or makes new backup codes. */
export function TwoFactorDialog({ what, onClose }: { what: keyof typeof WORDS; onClose: () => void }) {
  const [title, description] = WORDS[what];
  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())} title={title} description={description}>
      {what === 'add' ? <AddTwoFactor onDone={onClose} /> : null}
      {what === 'end' ? <End onClose={onClose} /> : null}
      {what === 'codes' ? <Codes onClose={onClose} /> : null}
    </Dialog>
  );
}

function End({ onClose }: { onClose: () => void }) {
  const end = useEndTwoFactor();
  const act = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        toast.done('The second factor is removed.');
        onClose();
      },
    });
  return (
    <>
      <FailedNote what="It is still on." error={end.error} className="mt-3" />
      <DialogActions onCancel={onClose}>
        <Button look="danger" disabled={end.isPending} onClick={act}>
          {end.isPending ? 'Removing…' : 'Remove'}
        </Button>
      </DialogActions>
    </>
  );
}

function Codes({ onClose }: { onClose: () => void }) {
  const renew = useRenewBackupCodes();
  if (renew.data) return <BackupCodes codes={renew.data.backup_codes} onKept={onClose} />;
  return (
    <>
      <FailedNote what="The old codes still work." error={renew.error} className="mt-3" />
      <DialogActions onCancel={onClose}>
        <Button look="primary" disabled={renew.isPending} onClick={() => renew.mutate(undefined)}>
          {renew.isPending ? 'Making…' : 'Make new codes'}
        </Button>
      </DialogActions>
    </>
  );
}

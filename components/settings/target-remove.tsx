'use client';

import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { plural } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { TargetRow } from '@/lib/model/console/target';
import { useTargetAct } from '@/lib/queries/use-targets';

/** Asks before a target is taken away, and says what waits for it. */
export function RemoveDialog({ target, onClose }: { target: TargetRow; onClose: () => void }) {
  const remove = useTargetAct('remove');
  const act = () =>
    remove.mutate(target, {
      onSuccess: () => {
        toast.done('The target is taken away.', 'No order goes there any more.');
        onClose();
      },
    });
  const waiting =
    target.waiting > 0
      ? `${plural(target.waiting, 'order')} that ${target.waiting === 1 ? 'waits' : 'wait'} for it will not be sent there.`
      : 'Nothing waits for it.';
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          Take <UntrustedText max={60}>{target.name}</UntrustedText> away
        </>
      }
      description={`${waiting} Its secret is forgotten; what it was sent stays on record.`}
    >
      {remove.error ? (
        <Note kind="bad" urgent className="mt-3">
          <b>Nothing was changed.</b> {remove.error.message}
        </Note>
      ) : null}
      <DialogActions onCancel={onClose}>
        <Button look="danger" disabled={remove.isPending} onClick={act}>
          {remove.isPending ? 'Taking away…' : 'Take target away'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

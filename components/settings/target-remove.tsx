'use client';

import { plural } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import type { TargetRow } from '@/lib/model/console/target';
import { useTargetAct } from '@/lib/queries/use-targets';
import { TakeAwayDialog } from './take-away-dialog';

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
    <TakeAwayDialog
      what="target"
      name={target.name}
      description={`${waiting} Its secret is forgotten; what it was sent stays on record.`}
      busy={remove.isPending}
      error={remove.error}
      onAct={act}
      onClose={onClose}
    />
  );
}

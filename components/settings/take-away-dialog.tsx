import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FailedNote } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';

interface TakeAwayDialogProps {
  /** What it is: "target". */
  what: string;
  name: string;
  description: string;
  busy: boolean;
  error: Error | null;
  onAct: () => void;
  onClose: () => void;
}

/** Asks before something that was set up is taken away. */
export function TakeAwayDialog({
  what,
  name,
  description,
  busy,
  error,
  onAct,
  onClose,
}: TakeAwayDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          Take <UntrustedText max={60}>{name}</UntrustedText> away
        </>
      }
      description={description}
    >
      <FailedNote what="Nothing was changed." error={error} className="mt-3" />
      <DialogActions onCancel={onClose}>
        <Button look="danger" disabled={busy} onClick={onAct}>
          {busy ? 'Taking away…' : `Take ${what} away`}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Note } from '@/components/ui/note';
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
      {error ? (
        <Note kind="bad" urgent className="mt-3">
          <b>Nothing was changed.</b> {error.message}
        </Note>
      ) : null}
      <DialogActions onCancel={onClose}>
        <Button look="danger" disabled={busy} onClick={onAct}>
          {busy ? 'Taking away…' : `Take ${what} away`}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

'use client';

import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';

/** A secret that is shown this once: read, copied, and gone with the dialog. */
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => toast.done('Copied.'),
      () => toast.failed('It could not be copied.', 'Mark the text and copy it by hand.'),
    );
  return (
    <div className="mt-3 space-y-3">
      <Note kind="warn">
        <b>Keep it now.</b> Retort cannot show it again.
      </Note>
      <div className="flex items-center gap-2">
        <input
          readOnly
          aria-label={label}
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
          className="h-8 w-full min-w-0 rounded-md bg-surface px-2.5 font-mono text-small inset-ring inset-ring-field-line"
        />
        <Button look="line" onClick={copy}>
          <Copy size={14} strokeWidth={1.6} aria-hidden="true" />
          Copy
        </Button>
      </div>
    </div>
  );
}

interface SecretDialogProps {
  title: string;
  description: ReactNode;
  label: string;
  secret: string;
  onClose: () => void;
}

/** What an act ends with that made a secret: it is shown this once. */
export function SecretDialog({ title, description, label, secret, onClose }: SecretDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())} title={title} description={description}>
      <SecretOnce label={label} secret={secret} />
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          I have kept it
        </Button>
      </DialogActions>
    </Dialog>
  );
}

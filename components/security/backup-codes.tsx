'use client';

import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';

/** Ten codes, shown this once. */
export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => toast.done('Copied.'),
      () => toast.failed('They could not be copied.', 'Mark the text and copy it by hand.'),
    );
  return (
    <div className="mt-3 space-y-3">
      <Note kind="warn">
        <b>Keep these backup codes now.</b> Retort cannot show them again. Each signs you in once when the app
        is not at hand.
      </Note>
      <ul aria-label="Backup codes" className="grid grid-cols-2 gap-x-4 gap-y-1 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex justify-end gap-1.5">
        <Button look="line" onClick={copy}>
          Copy
        </Button>
        <Button look="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}

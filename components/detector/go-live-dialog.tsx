'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FailedNote, Note } from '@/components/ui/note';
import { ReasonField } from '@/components/ui/reason-field';
import { toast } from '@/components/ui/toast';
import type { DetectorItem } from '@/lib/model/detector';
import { useDetectorAct } from '@/lib/queries/use-detectors';
import { changesIn, versionName } from './words';

/** Asks why before a version judges. */
export function GoLiveDialog({ detector, onClose }: { detector: DetectorItem; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const live = useDetectorAct('live');
  const name = versionName(detector);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    live.mutate(
      { id: detector.id, version: detector.version, reason },
      {
        onSuccess: () => {
          toast.done(`${name} is live.`, 'The next run judges by it.');
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={`Put ${name.toLowerCase()} live`}
      description={`The next run judges everything by it (${changesIn(detector.config)}): campaigns may appear, rise, fall or fade. What is live now is kept and can be put live again.`}
    >
      <form onSubmit={submit} className="mt-3 space-y-3">
        {detector.warnings.map((warning) => (
          <Note key={warning} kind="warn">
            {warning}
          </Note>
        ))}
        <ReasonField hint="stands in the audit log" value={reason} onChange={setReason} />
        <FailedNote what="Nothing was changed." error={live.error} />
        <DialogActions onCancel={onClose}>
          <Button type="submit" look="primary" disabled={live.isPending || reason.trim().length < 3}>
            {live.isPending ? 'Putting live…' : 'Put live'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

'use client';

import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';

const KEYS: readonly [string[], string][] = [
  [['J', '↓'], 'next alert'],
  [['K', '↑'], 'alert before'],
  [['R'], 'review next: claim the most urgent that nobody has'],
  [['C'], 'confirm its campaign'],
  [['D'], 'dismiss its campaign'],
  [['A'], 'claim it, or release it'],
  [['O', 'Enter'], 'open its campaign'],
  [['N'], 'show what is new'],
  [['Ctrl K'], 'find anything by its id or value'],
  [['?'], 'this sheet'],
];

/** What each key does in the queue. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Keys"
      description="They rest while you type and while a dialog is open."
    >
      <dl className="mt-3">
        {KEYS.map(([keys, words]) => (
          <div key={words} className="flex h-8 items-center gap-3 border-b last:border-0">
            <dt className="flex w-24 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-ink-2">{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

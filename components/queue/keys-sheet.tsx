'use client';

import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';

interface Part {
  title: string;
  keys: readonly [caps: string[], words: string][];
}

const PARTS: readonly Part[] = [
  {
    title: 'Going through the queue',
    keys: [
      [['J', '↓'], 'next alert'],
      [['K', '↑'], 'alert before'],
      [['R'], 'review next: claim the most urgent that is free'],
      [['U'], 'read the queue anew, with what is new'],
      [['O', 'Enter'], 'open its campaign'],
      [['V'], 'save this view, or go to one'],
    ],
  },
  {
    title: 'Deciding, about the alert or all that are selected',
    keys: [
      [['C'], 'confirm its campaign'],
      [['D'], 'dismiss its campaign'],
      [['S'], 'snooze it; wake it when it is snoozed'],
      [['A'], 'claim it, or release it'],
      [['G'], 'give it to somebody'],
      [['N'], 'write a note about its campaign'],
    ],
  },
  {
    title: 'Selecting',
    keys: [
      [['X'], 'select the alert, or no longer'],
      [['⇧ X'], 'select up to it'],
      [['⇧ J', '⇧ K'], 'select on the way'],
      [['Esc'], 'select nothing'],
    ],
  },
  {
    title: 'Anywhere',
    keys: [
      [['Ctrl K'], 'find anything by its id or value'],
      [['?'], 'this sheet'],
    ],
  },
];

/** What each key does in the queue. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : onClose())}
      title="Keys"
      description="They rest while you type and while a dialog is open."
    >
      <div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {PARTS.map((part) => (
          <section key={part.title} aria-label={part.title}>
            <h3 className="mb-0.5 text-small font-medium text-ink-3">{part.title}</h3>
            <dl>
              {part.keys.map(([caps, words]) => (
                <div key={words} className="flex min-h-8 items-center gap-3 border-b py-1 last:border-0">
                  <dt className="flex w-[76px] shrink-0 gap-1">
                    {caps.map((cap) => (
                      <Kbd key={cap}>{cap}</Kbd>
                    ))}
                  </dt>
                  <dd className="text-pretty text-ink-2">{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

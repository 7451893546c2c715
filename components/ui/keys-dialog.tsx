'use client';

import { Dialog } from './dialog';
import { Kbd } from './kbd';

export interface KeysPart {
  title: string;
  keys: readonly [caps: string[], words: string][];
}

/** What each key does on a page. */
export function KeysDialog({ parts, onClose }: { parts: readonly KeysPart[]; onClose: () => void }) {
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : onClose())}
      title="Keys"
      description="They rest while you type and while a dialog is open."
    >
      <div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {parts.map((part) => (
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

/** The keys that every page has. */
export const KEYS_ANYWHERE: KeysPart = {
  title: 'Anywhere',
  keys: [
    [['Ctrl K'], 'find anything by its id or value'],
    [['?'], 'this sheet'],
  ],
};

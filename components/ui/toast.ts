'use client';

import type { ReactNode } from 'react';
import type { toast as Show } from 'sonner';

// What shows them comes with the first of them: until then it would be weight for nothing.
let begun: (show: typeof Show) => void;
const shown = new Promise<typeof Show>((resolve) => {
  begun = resolve;
});
const listeners = new Set<() => void>();
let wanted = false;
let offered: (() => void) | null = null;

function offer(next: (() => void) | null): void {
  offered = next;
  for (const listener of listeners) listener();
}

const ACT = 'act';

/** Between those who have something to say and the place where it appears. */
export const toasting = {
  isWanted: () => wanted,
  onChange: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** What can be done about what was said last, while that is shown. */
  offered: () => offered,
  /** To be called by what shows them, once it stands. */
  begin: (show: typeof Show) => begun(show),
};

function say(words: (show: typeof Show) => unknown): void {
  wanted = true;
  for (const listener of listeners) listener();
  void shown.then(words);
}

/** Short words about what just happened, said to screen readers too. Nothing a person must read stands only here. */
export const toast = {
  /** `action` is one thing that can be done about it at once, by Z too, such as taking it back; it takes the place of an earlier one. */
  done: (title: string, description?: string, action?: { label: ReactNode; onClick: () => void }) =>
    say((show) => {
      if (!action) return show.success(title, { description });
      const over = () => (offered === act ? offer(null) : undefined);
      const act = () => {
        over();
        show.dismiss(ACT);
        action.onClick();
      };
      offer(act);
      return show.success(title, {
        description,
        action: { label: action.label, onClick: act },
        duration: 10_000,
        id: ACT,
        onDismiss: over,
        onAutoClose: over,
      });
    }),
  note: (title: string, description?: string) => say((show) => show.info(title, { description })),
  failed: (title: string, description?: string) =>
    say((show) => show.error(title, { description, duration: 10_000 })),
};

'use client';

import type { toast as Show } from 'sonner';

// What shows them comes with the first of them: until then it would be weight for nothing.
let begun: (show: typeof Show) => void;
const shown = new Promise<typeof Show>((resolve) => {
  begun = resolve;
});
const listeners = new Set<() => void>();
let wanted = false;

/** Between those who have something to say and the place where it appears. */
export const toasting = {
  isWanted: () => wanted,
  onWanted: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** To be called by what shows them, once it stands. */
  begin: (show: typeof Show) => begun(show),
};

function say(words: (show: typeof Show) => void): void {
  wanted = true;
  for (const listener of listeners) listener();
  void shown.then(words);
}

/** Short words about what just happened, said to screen readers too. Nothing a person must read stands only here. */
export const toast = {
  /** `action` is one thing that can be done about it at once, such as taking it back; it takes the place of an earlier one. */
  done: (title: string, description?: string, action?: { label: string; onClick: () => void }) =>
    say((show) =>
      show.success(title, { description, ...(action ? { action, duration: 10_000, id: 'act' } : {}) }),
    ),
  note: (title: string, description?: string) => say((show) => show.info(title, { description })),
  failed: (title: string, description?: string) =>
    say((show) => show.error(title, { description, duration: 10_000 })),
};

'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { toasting } from '@/components/ui/toast';
import { useHotkeys } from '@/components/ui/use-hotkeys';

/** Where short words about what happened appear. Comes with the first of them. */
export function Toaster() {
  // The region itself listens by now: effects of children come first.
  useEffect(() => toasting.begin(toast), []);
  const act = useSyncExternalStore(toasting.onChange, toasting.offered, () => null);
  useHotkeys(act ? { z: act } : {});
  return (
    <Sonner
      position="bottom-center"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-[340px] max-w-[calc(100vw-24px)] items-start gap-2.5 rounded-md bg-raised px-3 py-2.5 text-body text-ink shadow-float font-sans print:hidden',
          description: 'text-ink-2',
          icon: 'mt-0.5 text-ok',
          actionButton: 'ml-auto inline-flex shrink-0 items-center gap-1.5 font-medium text-accent',
        },
      }}
    />
  );
}

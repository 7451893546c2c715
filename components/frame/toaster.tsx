'use client';

import { Toaster as Sonner } from 'sonner';

/** Where short words about what happened appear. Comes after the page, which works without it. */
export function Toaster() {
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
          actionButton: 'ml-auto shrink-0 font-medium text-accent',
        },
      }}
    />
  );
}

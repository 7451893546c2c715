import type { ReactNode } from 'react';

/** What stays in reach under a step: the way out at the left, what goes on at the right. */
export function Foot({ start, hint, children }: { start: ReactNode; hint: ReactNode; children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 mt-auto flex min-h-16 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-t bg-raised px-5 py-2.5 max-sm:px-3 print:hidden">
      {start}
      <span className="text-small text-ink-3 max-sm:order-last max-sm:w-full">{hint}</span>
      <span className="ml-auto flex flex-wrap items-center gap-2">{children}</span>
    </div>
  );
}

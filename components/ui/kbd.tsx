import type { ReactNode } from 'react';
import { cn } from './cn';

/** The cap of a key. `onFill` is for inside a primary button. */
export function Kbd({ children, onFill = false }: { children: ReactNode; onFill?: boolean }) {
  return (
    <kbd
      className={cn(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm px-1 font-sans text-axis font-medium',
        onFill
          ? 'opacity-80 inset-ring inset-ring-current'
          : 'bg-press text-ink-2 shadow-[inset_0_-1px_0_var(--line-strong)]',
      )}
    >
      {children}
    </kbd>
  );
}

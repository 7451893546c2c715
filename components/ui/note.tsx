import { ArrowRight, CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const KINDS = {
  plain: { ground: 'bg-hover', ink: 'text-ink-2', icon: Info },
  info: { ground: 'bg-info-soft', ink: 'text-info', icon: Info },
  good: { ground: 'bg-ok-soft', ink: 'text-ok', icon: CircleCheck },
  warn: { ground: 'bg-warn-soft', ink: 'text-high', icon: TriangleAlert },
  bad: { ground: 'bg-danger-soft', ink: 'text-critical', icon: CircleAlert },
  copper: { ground: 'bg-accent-soft', ink: 'text-accent', icon: ArrowRight },
} as const;

/** Something to know, in place. `urgent` has screen readers say it at once. */
export function Note({
  kind = 'plain',
  urgent = false,
  className,
  children,
}: {
  kind?: keyof typeof KINDS;
  urgent?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { ground, ink, icon: Icon } = KINDS[kind];
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className={cn(
        'flex gap-2.5 rounded-md px-3 py-2.5 text-ink-2 [&_b]:font-semibold [&_b]:text-ink',
        ground,
        className,
      )}
    >
      <Icon size={16} strokeWidth={1.6} className={cn('mt-0.5 shrink-0', ink)} aria-hidden="true" />
      <div className="min-w-0 text-pretty">{children}</div>
    </div>
  );
}

/** Under a form, what did not happen and why; nothing while all is well. `kept` says what stays. */
export function FailedNote({
  what,
  error,
  kept,
  className,
}: {
  /** A sentence: "Nothing was changed." */
  what: string;
  error: Error | null;
  kept?: ReactNode;
  className?: string;
}) {
  if (!error) return null;
  return (
    <Note kind="bad" urgent className={className}>
      <b>{what}</b> {error.message} {kept}
    </Note>
  );
}

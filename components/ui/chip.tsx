import { X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const base =
  'inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-md px-[9px] text-small whitespace-nowrap inset-ring transition-colors duration-90';

/** A filter that is on or off. */
export function Chip({ on, className, ...props }: ComponentProps<'button'> & { on: boolean }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      className={cn(
        base,
        on
          ? 'bg-accent-soft font-medium text-ink inset-ring-accent-line'
          : 'text-ink-2 inset-ring-line-strong hover:bg-hover',
        className,
      )}
      {...props}
    />
  );
}

/** A filter in force, by name, that one click takes away. */
export function FilterTag({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <span className={cn(base, 'bg-accent-soft pr-1 inset-ring-accent-line')}>
      <span className="text-ink-2">{name}</span>
      <span className="font-medium">{value}</span>
      <button
        type="button"
        onClick={onRemove}
        aria-label={`Remove filter ${name} ${value}`}
        className="inline-flex size-[18px] items-center justify-center rounded-sm text-ink-2 hover:bg-accent-line hover:text-ink"
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

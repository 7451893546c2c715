'use client';

import { cn } from './cn';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One of a few, all visible: a radio group, so the arrow keys move within it. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <fieldset className="inline-flex h-7 max-w-full shrink-0 overflow-x-auto rounded-md bg-hover p-0.5 print:hidden">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'flex shrink-0 items-center rounded-sm px-[9px] text-small whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent',
            option.value === value
              ? 'bg-raised font-medium text-ink ring ring-line'
              : 'text-ink-2 hover:text-ink',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={label}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

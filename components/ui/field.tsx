'use client';

import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';

const control =
  'w-full rounded-md bg-surface px-2.5 inset-ring inset-ring-field-line placeholder:text-ink-3 focus-visible:outline-offset-0 aria-invalid:inset-ring-[1.5px] aria-invalid:inset-ring-critical disabled:text-ink-off';

interface FieldProps {
  label: ReactNode;
  /** What becomes of what is typed, said beside the label. */
  hint?: ReactNode;
  error?: string;
  children: (a11y: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** Label, control and its error, tied together. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-small font-medium text-ink-2">
        {label}
        {hint ? <span className="font-normal text-ink-3"> {hint}</span> : null}
      </label>
      {children({ id, ...(error ? { 'aria-describedby': errorId, 'aria-invalid': true as const } : {}) })}
      {error ? (
        <p id={errorId} role="alert" className="mt-1 flex items-center gap-1.5 text-small text-critical">
          <CircleAlert size={14} className="shrink-0" aria-hidden="true" />
          {error}
        </p>
      ) : null}
    </div>
  );
}

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(control, 'h-8', className)} {...props} />;
}

export function TextArea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(control, 'min-h-20 resize-y py-1.5', className)} {...props} />;
}

export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select className={cn(control, 'h-8', className)} {...props} />;
}

/** One of several, each with a word on what it means. */
export function RadioList<T extends string>({
  legend,
  name,
  value,
  options,
  onChange,
}: {
  legend: string;
  name: string;
  value: T | null;
  options: readonly { value: T; label: string; hint: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-ink-2">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="-mx-2 flex gap-2.5 rounded-sm px-2 py-1.5 hover:bg-hover has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="mt-[3px] size-3.5 shrink-0"
          />
          <span>
            <span className="font-medium">{option.label}</span>
            <span className="block text-small text-ink-2">{option.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

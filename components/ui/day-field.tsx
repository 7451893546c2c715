'use client';

import { useId } from 'react';
import { cn } from './cn';
import { fullDay } from './format';

interface DayFieldProps {
  label: string;
  /** A day as 2026-11-22; empty for none. */
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (value: string) => void;
}

/**
 * A day to be chosen, in a bar of filters. Browsers write it in the manner of their own language: until it is edited it is read
 * in that of the console, where the browser lets its own be hidden (`day-field` in globals.css).
 */
export function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  const id = useId();
  return (
    <span className="day-field relative inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-md px-[9px] text-small inset-ring inset-ring-line-strong hover:bg-hover focus-within:outline-2 focus-within:outline-accent">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <span className="relative">
        <input
          id={id}
          type="date"
          value={value}
          min={min}
          max={max}
          onChange={(event) => onChange(event.target.value)}
          className="w-[104px] bg-transparent text-ink outline-none"
        />
        <span
          aria-hidden="true"
          className={cn('pointer-events-none absolute inset-y-0 left-0', value === '' && 'text-ink-3')}
        >
          {value === '' ? 'any day' : fullDay(value)}
        </span>
      </span>
    </span>
  );
}

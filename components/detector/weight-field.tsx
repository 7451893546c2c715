'use client';

import { cn } from '@/components/ui/cn';

interface Props {
  /** What is set, for those who do not see the row: "Weight of shared cards". */
  label: string;
  value: number;
  least: number;
  most: number;
  step: number;
  /** The value as it was measured, marked on the slider. */
  measured: number;
  wrong?: boolean;
  disabled: boolean;
  onChange: (value: number) => void;
}

/** A number by slider and by hand; both mean the same, arrow keys move either by a step. */
export function WeightField({ label, value, least, most, step, measured, wrong, disabled, onChange }: Props) {
  const changed = value !== measured;
  return (
    <span className="flex items-center justify-end gap-2.5">
      <span className="relative w-28 max-sm:hidden">
        <i
          aria-hidden="true"
          className="absolute top-1/2 h-3 w-px -translate-y-1/2 bg-field-line"
          style={{ left: `calc(8px + (100% - 16px) * ${(measured - least) / (most - least)})` }}
        />
        <input
          type="range"
          aria-label={`${label}, slider`}
          min={least}
          max={most}
          step={step}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(Number(event.target.value))}
          className="relative block w-full accent-(--accent)"
        />
      </span>
      <input
        type="number"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={wrong || undefined}
        min={least}
        max={most}
        step={step}
        value={Number.isNaN(value) ? '' : value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))}
        className={cn(
          'h-7 w-[68px] rounded-md bg-surface px-2 text-right inset-ring inset-ring-field-line disabled:text-ink-2 aria-invalid:inset-ring-[1.5px] aria-invalid:inset-ring-critical',
          changed && 'font-semibold text-accent disabled:text-accent',
        )}
      />
    </span>
  );
}

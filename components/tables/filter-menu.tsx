'use client';

import { Plus } from 'lucide-react';
import { Menu, MenuCheck, MenuLabel } from '@/components/ui/menu';

interface FilterMenuProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string; hint?: string | number }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** A filter by any of several values, under one button. */
export function FilterMenu<T extends string>({ label, options, chosen, onChange }: FilterMenuProps<T>) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-md px-[9px] text-small whitespace-nowrap text-ink-2 inset-ring inset-ring-line-strong transition-colors duration-90 hover:bg-hover"
        >
          <Plus size={12} strokeWidth={1.8} aria-hidden="true" className="text-ink-3" />
          {label}
        </button>
      }
    >
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <MenuCheck
          key={option.value}
          checked={chosen.includes(option.value)}
          hint={option.hint}
          onChange={(on) =>
            onChange(on ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))
          }
        >
          {option.label}
        </MenuCheck>
      ))}
    </Menu>
  );
}

'use client';

import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';
import { cn } from './cn';

const floating =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-[168px] overflow-y-auto rounded-md bg-raised p-1 shadow-float data-[state=open]:animate-calm-in';
const item =
  'flex h-7 items-center gap-2 rounded-sm px-2 outline-none select-none data-highlighted:bg-hover data-disabled:text-ink-off';

interface PopupProps {
  /** The button under which it opens; this is rendered inside of it. */
  button: RefObject<HTMLElement | null>;
  labelledBy: string;
  align: 'start' | 'end';
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** What opens under the button of a menu. */
export function Popup({ button, labelledBy, align, open, onOpenChange, children }: PopupProps) {
  const left = useRef(false);
  return (
    <Radix.Root modal={false} open={open} onOpenChange={onOpenChange}>
      {/* Only the place to stand at: the button was there before, and acts by itself. */}
      <Radix.Trigger asChild>
        <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-labelledby={labelledBy}
          className={floating}
          onInteractOutside={(event) => {
            if (button.current?.contains(event.target as Node)) event.preventDefault();
            else left.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!left.current) button.current?.focus();
            left.current = false;
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  onSelect: () => void;
  hint?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, hint, danger = false, disabled = false, children }: MenuItemProps) {
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={cn(item, danger && 'text-critical')}>
      {children}
      {hint ? <span className="ml-auto pl-4 text-small text-ink-3">{hint}</span> : null}
    </Radix.Item>
  );
}

export interface MenuCheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  children: ReactNode;
}

export function MenuCheck({ checked, onChange, hint, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={item}
    >
      <span
        className={cn(
          'inline-flex size-3.5 items-center justify-center rounded-[3px]',
          checked ? 'bg-accent-fill text-on-accent' : 'inset-ring-[1.5px] inset-ring-field-line',
        )}
      >
        {checked ? <Check size={11} strokeWidth={2.6} aria-hidden="true" /> : null}
      </span>
      {children}
      {hint === undefined ? null : <span className="ml-auto pl-4 text-small text-ink-3">{hint}</span>}
    </Radix.CheckboxItem>
  );
}

export interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {options.map((option) => (
          <Radix.RadioItem key={option.value} value={option.value} className={item}>
            {option.label}
            <Radix.ItemIndicator className="ml-auto text-accent">
              <Check size={14} strokeWidth={2} aria-hidden="true" />
            </Radix.ItemIndicator>
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </>
  );
}

export interface MenuSubProps {
  label: string;
  children: ReactNode;
}

export function MenuSub({ label, children }: MenuSubProps) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={cn(item, 'data-[state=open]:bg-hover')}>
        {label}
        <ChevronRight size={13} aria-hidden="true" className="ml-auto text-ink-3" />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent sideOffset={2} alignOffset={-4} collisionPadding={8} className={floating}>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2 pt-1.5 pb-0.5 text-axis font-medium text-ink-3">{children}</Radix.Label>
  );
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

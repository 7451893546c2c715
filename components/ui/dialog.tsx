'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { cn } from './cn';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title that says what this will do. */
  description: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** A modal: focus stays in it and returns to where it came from; Escape and the scrim close it. */
export function Dialog({ open, onOpenChange, title, description, children, wide = false }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-calm-in" />
        <Content
          className={cn(
            'fixed top-[12vh] left-1/2 z-50 max-h-[80vh] w-[calc(100vw-24px)] -translate-x-1/2 overflow-y-auto rounded-lg bg-raised px-5 pt-[18px] pb-4 shadow-float outline-none',
            wide ? 'max-w-[680px]' : 'max-w-[480px]',
          )}
        >
          <Radix.Title className="pr-8 text-head font-semibold">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-0.5 text-pretty text-ink-2">{description}</div>
          </Radix.Description>
          {children}
          <Radix.Close
            aria-label="Close"
            className="absolute top-3.5 right-3.5 inline-flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X size={16} strokeWidth={1.6} aria-hidden="true" />
          </Radix.Close>
        </Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Mounted anew whenever the dialog opens. */
function Content(props: Radix.DialogContentProps) {
  return <Radix.Content {...useReturnedFocus()} {...props} />;
}

/**
 * Keeps where the focus was when a modal without a trigger of its own opened, and gives it back there when it closes, unless what was
 * done has moved it on. Of a menu that opened it, the button of the menu. To be called where the modal is mounted, for its content.
 */
export function useReturnedFocus(): { onCloseAutoFocus: (event: Event) => void } {
  // Asked while it is first drawn: a field that takes the focus by itself has it before any event says so.
  const [origin] = useState(focused);
  return {
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      if (document.activeElement === document.body) origin?.focus({ preventScroll: true });
    },
  };
}

function focused(): HTMLElement | null {
  const at = typeof document === 'undefined' ? null : document.activeElement;
  const menu = at?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const from = menu ? document.getElementById(menu) : at;
  return from instanceof HTMLElement ? from : null;
}

interface DialogActionsProps {
  /** What stands at the left instead of a way out. */
  start?: ReactNode;
  /** Leaves the dialog with nothing done: a Cancel at the left. */
  onCancel?: () => void;
  children: ReactNode;
}

/** The buttons of a dialog: the way out at the left, the deed at the right. */
export function DialogActions({ start, onCancel, children }: DialogActionsProps) {
  const left = onCancel ? (
    <Button look="ghost" onClick={onCancel}>
      Cancel
    </Button>
  ) : (
    start
  );
  return (
    <div className="mt-4 flex flex-wrap items-center justify-end gap-1.5">
      {left ? <div className="mr-auto -ml-[7px]">{left}</div> : null}
      {children}
    </div>
  );
}

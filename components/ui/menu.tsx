'use client';

import { Slot } from 'radix-ui';
import { createContext, type ReactNode, use, useId, useRef, useState } from 'react';
import type { MenuCheckProps, MenuChoiceProps, MenuItemProps, MenuSubProps } from './menu-parts';

type Parts = typeof import('./menu-parts');

// What opens is a third of the weight of a page and comes when a hand or the focus comes near the button.
let loaded: Parts | null = null;
const PartsContext = createContext<Parts | null>(null);

/** A menu under a button. `trigger` is the button, one element. */
export function Menu({
  trigger,
  children,
  align = 'start',
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
}) {
  const [parts, setParts] = useState(loaded);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLElement>(null);
  const id = useId();
  const load = async () => {
    loaded ??= await import('./menu-parts');
    setParts(loaded);
  };
  const show = () => {
    setOpen(true);
    void load();
  };
  // Events of what opened come up to here too, being inside of the button in React's eyes.
  const own = ({ target }: { target: EventTarget }) => button.current?.contains(target as Node) ?? false;
  return (
    <Slot.Root
      ref={button}
      id={id}
      aria-haspopup="menu"
      aria-expanded={open}
      className="relative"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={(event) => {
        if (own(event)) open ? setOpen(false) : show();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || !own(event)) return;
        event.preventDefault();
        show();
      }}
    >
      <Slot.Slottable>{trigger}</Slot.Slottable>
      {parts ? (
        <PartsContext value={parts}>
          <parts.Popup button={button} labelledBy={id} align={align} open={open} onOpenChange={setOpen}>
            {children}
          </parts.Popup>
        </PartsContext>
      ) : null}
    </Slot.Root>
  );
}

function useParts(): Parts {
  const parts = use(PartsContext);
  if (!parts) throw new Error('Parts of a menu stand in a menu.');
  return parts;
}

export function MenuItem(props: MenuItemProps) {
  const { MenuItem: Part } = useParts();
  return <Part {...props} />;
}

/** One of several, any number of which may be on; the menu stays open. */
export function MenuCheck(props: MenuCheckProps) {
  const { MenuCheck: Part } = useParts();
  return <Part {...props} />;
}

/** One of several, exactly one of which is on. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  const { MenuChoice: Part } = useParts();
  return <Part {...props} />;
}

/** A menu that opens beside its line. */
export function MenuSub(props: MenuSubProps) {
  const { MenuSub: Part } = useParts();
  return <Part {...props} />;
}

export function MenuLabel(props: { children: ReactNode }) {
  const { MenuLabel: Part } = useParts();
  return <Part {...props} />;
}

export function MenuLine() {
  const { MenuLine: Part } = useParts();
  return <Part />;
}

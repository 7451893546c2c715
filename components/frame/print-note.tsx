'use client';

import { useContext } from 'react';
import { exact } from '@/components/ui/format';
import { usePrinting } from '@/components/ui/use-printing';
import { PersonContext } from './person';

/** The end of every paper: where it was printed from, when and by whom. Not on the screen. */
export function PrintNote() {
  const printing = usePrinting();
  const person = useContext(PersonContext);
  if (!printing) return null;
  return (
    <footer className="mt-6 border-t px-5 pt-2 text-small break-all text-ink-2">
      Printed from Retort on {exact(Date.now())}
      {person ? ` by ${person.name}` : ''}: {window.location.href}
    </footer>
  );
}

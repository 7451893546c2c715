'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { useAhead } from '@/components/ui/use-ahead';

const FindDialog = dynamic(() => import('./find-dialog').then((module) => module.FindDialog), { ssr: false });

const AHEAD = [() => import('./find-dialog')];

/** The box in the top bar; it opens the finder, as does ⌘K or Ctrl K from anywhere. */
export function FindBox() {
  const [open, setOpen] = useState(false);
  useAhead(AHEAD);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label="Find: paste an id, address, card or prompt"
        className="flex h-7 w-[308px] items-center gap-2 rounded-md bg-hover px-2 text-ink-3 hover:bg-press max-lg:w-44 max-sm:w-7 max-sm:justify-center max-sm:px-0"
      >
        <Search size={14} strokeWidth={1.6} aria-hidden="true" className="shrink-0" />
        <span className="clip max-sm:hidden">Paste an id, address, card or prompt</span>
        <span className="ml-auto max-lg:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {open ? <FindDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

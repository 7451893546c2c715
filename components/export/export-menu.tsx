'use client';

import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useContext, useState } from 'react';
import { PersonContext } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { useAhead } from '@/components/ui/use-ahead';
import { may } from '@/lib/model/access';
import type { ExportList } from '@/lib/model/list-export';
import type { Params } from '@/lib/queries/fetch';

const ExportDialog = dynamic(() => import('./export-dialog').then((part) => part.ExportDialog), {
  ssr: false,
});

const AHEAD = [() => import('./export-dialog')];

interface ExportMenuProps {
  list: ExportList;
  /** What the rows are: "accounts". */
  what: string;
  /** The same question as the list asks, and the thing whose list it is. */
  filter: Params;
}

/** The way to take what a list shows along as a file, for those who may. */
export function ExportMenu({ list, what, filter }: ExportMenuProps) {
  const person = useContext(PersonContext);
  const [open, setOpen] = useState(false);
  useAhead(AHEAD);
  if (!person || !may({ kind: 'person', ...person }, 'list.export')) return null;
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)}>
        <Download size={15} strokeWidth={1.6} aria-hidden="true" />
        <span className="max-lg:sr-only">Export…</span>
      </Button>
      {open ? <ExportDialog list={list} what={what} filter={filter} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

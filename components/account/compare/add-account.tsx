'use client';

import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { plural } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { AccountComparison } from '@/lib/model/console/compare';

interface AddAccountProps {
  suggested: AccountComparison['suggested'];
  room: number;
  onAdd: (ids: string[]) => void;
}

/** Adds accounts by their ids, or one of those that share the rarest values. */
export function AddAccount({ suggested, room, onAdd }: AddAccountProps) {
  const [text, setText] = useState('');
  if (room === 0)
    return (
      <span className="text-small text-ink-3">Five stand side by side: take one out to add another.</span>
    );
  const add = (event: FormEvent) => {
    event.preventDefault();
    const ids = text.split(/[\s,;]+/).filter(Boolean);
    if (ids.length === 0) return;
    onAdd(ids);
    setText('');
  };
  return (
    <>
      <form onSubmit={add} className="flex items-center gap-1.5">
        <input
          aria-label="Ids of accounts to add"
          placeholder="Add an account by its id"
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          className="h-[26px] w-52 rounded-md bg-surface px-2 text-small inset-ring inset-ring-line-strong placeholder:text-ink-3"
        />
        <Button type="submit" look="line" disabled={text.trim() === ''}>
          Add
        </Button>
      </form>
      {suggested.slice(0, 4).map(({ id, values }) => (
        <button
          key={id}
          type="button"
          title={`Shares ${plural(values, 'rare value')} with them`}
          onClick={() => onAdd([id])}
          className="inline-flex h-[26px] max-w-44 items-center gap-1.5 rounded-md px-2 text-small text-ink-2 inset-ring inset-ring-line-strong hover:bg-hover"
        >
          <Plus size={12} aria-hidden="true" className="shrink-0 text-ink-3" />
          <span className="clip font-mono">{visible(id)}</span>
          <span className="shrink-0 text-ink-3">{plural(values, 'value')}</span>
        </button>
      ))}
    </>
  );
}

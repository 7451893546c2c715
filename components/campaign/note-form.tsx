'use client';

import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useDraft } from '@/components/decision/use-draft';
import { Button } from '@/components/ui/button';
import { Field, TextArea } from '@/components/ui/field';
import { Kbd } from '@/components/ui/kbd';
import { FailedNote } from '@/components/ui/note';
import { useNote } from '@/lib/queries/use-activity';
import { usePeople } from '@/lib/queries/use-people';

const CALL = /(?:^|\s)@([\p{L}\p{N}.' -]{0,30})$/u;
const MOST = 6;

/** Writes a note. What was typed is kept until it is sent; @ offers people to call. */
export function NoteForm({ id }: { id: string }) {
  const [text, setText, drop] = useDraft(`note:${id}`);
  const [offered, setOffered] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const people = usePeople();
  const note = useNote(id);
  const matches =
    offered === null
      ? []
      : (people.data?.items ?? [])
          .filter(({ name }) => name.toLowerCase().startsWith(offered.toLowerCase()))
          .slice(0, MOST);
  const send = () => {
    if (text.trim() === '' || note.isPending) return;
    note.mutate(text.trim(), { onSuccess: drop });
  };
  const follow = () => {
    const element = area.current;
    if (!element) return;
    setOffered(CALL.exec(element.value.slice(0, element.selectionStart))?.[1] ?? null);
  };
  const call = (name: string) => {
    const element = area.current;
    if (!element) return;
    const before = element.value.slice(0, element.selectionStart).replace(/@[^@]*$/, `@${name} `);
    setText(before + element.value.slice(element.selectionStart));
    setOffered(null);
    element.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
    if (event.key === 'Escape') setOffered(null);
    const first = matches[0];
    if (event.key === 'Tab' && !event.shiftKey && first) {
      event.preventDefault();
      call(first.name);
    }
  };
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label="Note" hint="stands as written; @ calls a person">
        {(a11y) => (
          <TextArea
            {...a11y}
            ref={area}
            rows={3}
            maxLength={4_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyUp={follow}
            onClick={follow}
            onKeyDown={press}
            onBlur={() => setOffered(null)}
          />
        )}
      </Field>
      {matches.length > 0 ? (
        <ul aria-label="People to call" className="mt-1 flex flex-wrap gap-1.5">
          {matches.map((person) => (
            <li key={person.id}>
              <Button
                look="line"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => call(person.name)}
              >
                @{person.name}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <FailedNote
        what="The note was not kept."
        error={note.error}
        kept="Your text is still here."
        className="mt-2"
      />
      <div className="mt-2 flex items-center justify-end gap-3">
        <span className="text-small text-ink-3 max-sm:hidden">
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
        </span>
        <Button type="submit" disabled={text.trim() === '' || note.isPending}>
          {note.isPending ? 'Sending…' : 'Add note'}
        </Button>
      </div>
    </form>
  );
}

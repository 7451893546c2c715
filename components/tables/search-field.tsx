'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

const PAUSE_MS = 250;

/** A field that narrows a list a moment after the typing pauses. `/` jumps into it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const send = useRef(onChange);
  send.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => send.current(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input,textarea,[role=dialog]');
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', jump);
    return () => document.removeEventListener('keydown', jump);
  }, []);
  return (
    <span className="flex h-[26px] w-48 min-w-24 shrink items-center gap-1.5 rounded-md px-2 inset-ring inset-ring-line-strong focus-within:outline-2 focus-within:outline-accent">
      <Search size={13} strokeWidth={1.6} aria-hidden="true" className="shrink-0 text-ink-3" />
      <input
        ref={input}
        type="text"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? event.currentTarget.blur() : null)}
        className="w-full min-w-0 bg-transparent text-small outline-none placeholder:text-ink-3"
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear"
          onClick={() => onChange('')}
          className="text-ink-3 hover:text-ink"
        >
          <X size={12} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  );
}

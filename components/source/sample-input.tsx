'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextArea } from '@/components/ui/field';
import { count } from '@/components/ui/format';

/** As the service takes it, in signs. */
const MOST = 1_000_000;

/** A few rows as the other system writes them, pasted or from a file. They stay in this tab and are never stored. */
export function SampleInput({ sample, onChange }: { sample: string; onChange: (text: string) => void }) {
  const fileId = useId();
  const [error, setError] = useState<string>();
  const take = (text: string) => {
    if (text.length > MOST) {
      setError(`This has ${count(text.length)} signs; a sample has at most ${count(MOST)}.`);
      return;
    }
    setError(undefined);
    onChange(text);
  };
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      take(file.size > 4 * MOST ? 'x'.repeat(MOST + 1) : await file.text());
    } catch {
      setError('The file could not be read.');
    }
  };
  return (
    <div>
      <Field label="Sample" hint="some rows as they come; mapped at once, and never stored" error={error}>
        {(a11y) => (
          <TextArea
            {...a11y}
            value={sample}
            onChange={(event) => take(event.target.value)}
            spellCheck={false}
            rows={6}
            placeholder={'{"id": "req-1", "user": "u-42", "created": 1795168800, "model": "…"}'}
            className="font-mono text-small"
          />
        )}
      </Field>
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        <label
          htmlFor={fileId}
          className="inline-flex h-7 items-center rounded-md px-2.5 font-medium inset-ring inset-ring-line-strong hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          Take a file…
          <input
            id={fileId}
            type="file"
            accept=".json,.jsonl,.ndjson,.csv,.txt,.log,application/json,text/plain,text/csv"
            className="sr-only"
            onChange={(event) => {
              void read(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
        {sample === '' ? null : (
          <>
            <Button look="ghost" onClick={() => take('')}>
              Clear
            </Button>
            <span className="text-small text-ink-3">{count(sample.length)} signs</span>
          </>
        )}
      </div>
    </div>
  );
}

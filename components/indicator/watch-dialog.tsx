'use client';

import { type FormEvent, useState } from 'react';
import { indicatorWord } from '@/components/account/words';
import { useDraft } from '@/components/decision/use-draft';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/field';
import { longDay } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import { ReasonField } from '@/components/ui/reason-field';
import { toast } from '@/components/ui/toast';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import type { WatchEntry } from '@/lib/model/console/indicator';
import { INDICATOR_KINDS } from '@/lib/model/indicator';
import { ProblemError } from '@/lib/queries/fetch';
import { useUnwatch, useWatch } from '@/lib/queries/use-indicators';

const DAY_MS = 86_400_000;
const SHORTEST = 3;
const TERMS = [
  { value: '7', label: 'for a week' },
  { value: '30', label: 'for 30 days' },
  { value: '90', label: 'for 90 days' },
  { value: '', label: 'until somebody ends it' },
] as const;
/** Values of these kinds are only labels: they are watched from their own page. */
const LABELS: ReadonlySet<string> = new Set([
  'system_prompt',
  'tool_schema',
  'parameter_vector',
  'scaffold',
  'prompt_anchor',
  'session',
]);
const KINDS = INDICATOR_KINDS.filter((kind) => !LABELS.has(kind));

export interface Watchable {
  name: string;
  kind: string;
  label: string;
  watch: WatchEntry | null;
}

interface WatchDialogProps {
  /** What is watched; null asks for a value. */
  indicator: Watchable | null;
  onClose: () => void;
}

/** Watches a value with a note and an end, changes a watch, or ends it. What was typed is kept until it is sent. */
export function WatchDialog({ indicator, onClose }: WatchDialogProps) {
  const [seen] = useState(indicator?.watch ?? null);
  const [kind, setKind] = useState<string>('payment_fingerprint');
  const [value, setValue] = useState('');
  const [draft, setDraft, dropDraft] = useDraft(`watch:${indicator?.name ?? ''}`);
  const [typed, setTyped] = useState(false);
  const [term, setTerm] = useState<string>(seen?.expires_at ? 'same' : seen ? '' : '30');
  const [checked, setChecked] = useState(false);
  const now = useNow();
  const watch = useWatch();
  const unwatch = useUnwatch();
  const note = typed || draft !== '' ? draft : (seen?.note ?? '');
  const noNote = note.trim().length < SHORTEST;
  const noValue = indicator === null && value.trim() === '';
  const name = indicator?.name ?? `${kind}:${value.trim()}`;
  const error = watch.error ?? unwatch.error;
  const conflict = error instanceof ProblemError && error.code === 'conflict' ? error : null;
  const done = (words: string) => {
    dropDraft();
    toast.done(words);
    onClose();
  };
  const send = (version: number | undefined) => {
    setChecked(true);
    if (noNote || noValue) return;
    const expires_at =
      term === 'same'
        ? (seen?.expires_at ?? null)
        : term === ''
          ? null
          : new Date(now + Number(term) * DAY_MS).toISOString();
    watch.mutate(
      { name, note: note.trim(), expires_at, ...(version === undefined ? {} : { version }) },
      { onSuccess: () => done('Watched. Hits are found every minute.') },
    );
  };
  const theirs = typeof conflict?.facts.version === 'number' ? conflict.facts.version : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        indicator ? (
          <>
            {seen ? 'Change the watch of' : 'Watch'} {indicatorWord(indicator.kind).toLowerCase()}{' '}
            <UntrustedText mono max={60}>
              {indicator.label}
            </UntrustedText>
          </>
        ) : (
          'Watch a value'
        )
      }
      description="Accounts that show it for the first time from now on are listed as hits. Everybody sees the watch and its note."
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send(seen?.version);
        }}
        className="mt-3 space-y-3"
      >
        {indicator ? null : (
          <div className="grid grid-cols-[170px_minmax(0,1fr)] gap-2 max-sm:grid-cols-1">
            <Field label="Kind">
              {(a11y) => (
                <Select {...a11y} value={kind} onChange={(event) => setKind(event.target.value)}>
                  {KINDS.map((one) => (
                    <option key={one} value={one}>
                      {indicatorWord(one)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field
              label="Value"
              hint="an address counts as its block"
              error={checked && noValue ? 'Give the value to watch for.' : undefined}
            >
              {(a11y) => (
                <Input
                  {...a11y}
                  autoFocus
                  maxLength={800}
                  spellCheck={false}
                  value={value}
                  onChange={(event) => setValue(event.target.value)}
                  className="font-mono text-small"
                />
              )}
            </Field>
          </div>
        )}
        <ReasonField
          label="Why"
          hint="kept in the audit log"
          error={checked && noNote ? `Give a note of at least ${SHORTEST} characters.` : undefined}
          autoFocus={indicator !== null}
          value={note}
          onChange={(text) => {
            setTyped(true);
            setDraft(text);
          }}
          onSend={() => send(seen?.version)}
        />
        <Field label="How long">
          {(a11y) => (
            <Select {...a11y} value={term} onChange={(event) => setTerm(event.target.value)}>
              {seen?.expires_at ? (
                <option value="same">as now, until {longDay(seen.expires_at)}</option>
              ) : null}
              {TERMS.map((one) => (
                <option key={one.value} value={one.value}>
                  {one.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {conflict ? (
          <Note kind="warn" urgent>
            <b>{visible(conflict.message)}</b> Nothing was changed and your note is kept.
            {theirs === null ? null : (
              <div className="mt-2">
                <Button look="line" onClick={() => send(theirs)}>
                  Take mine nevertheless
                </Button>
              </div>
            )}
          </Note>
        ) : error ? (
          <Note kind="bad" urgent>
            <b>Nothing was changed.</b> {visible(error.message)} Your note is kept.
          </Note>
        ) : null}
        <DialogActions
          start={
            seen && indicator ? (
              <Button
                look="ghost"
                disabled={unwatch.isPending}
                onClick={() =>
                  unwatch.mutate(
                    { name: indicator.name, version: theirs ?? seen.version },
                    { onSuccess: () => done('No longer watched; its hits are gone from the list.') },
                  )
                }
              >
                Stop watching
              </Button>
            ) : (
              <Button look="ghost" onClick={onClose}>
                Cancel
              </Button>
            )
          }
        >
          <Button look="primary" type="submit" disabled={watch.isPending}>
            {watch.isPending ? 'Sending…' : seen ? 'Change watch' : 'Watch'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

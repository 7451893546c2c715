'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { OUTCOMES } from '@/components/campaign/decide-dialog';
import { CampaignPicker, type Picked } from '@/components/decision/campaign-picker';
import { useDraft } from '@/components/decision/use-draft';
import { usePerson } from '@/components/frame/person';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, RadioList, TextArea } from '@/components/ui/field';
import { moment } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import { ReasonField } from '@/components/ui/reason-field';
import { snoozeChoices } from '@/lib/model/queue';
import type { DismissOutcome } from '@/lib/model/verdict';
import { usePeople } from '@/lib/queries/use-people';

interface AskProps {
  /** What it is about, as the end of the title: "Slow Heron", "12 alerts". */
  about: ReactNode;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
}

const SHORTEST = 3;
const CHOICE =
  'flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left hover:bg-hover disabled:text-ink-off';

/** Until when to put it off: one press. */
export function SnoozeDialog({
  about,
  busy,
  error,
  onClose,
  onSnooze,
}: AskProps & { onSnooze: (until: string) => void }) {
  const now = useNow();
  return (
    <Ask
      title={<>Snooze {about}</>}
      what="Out of sight until then, for everybody; it comes back by itself. A claim is let go."
      error={error}
      onClose={onClose}
    >
      <ul className="mt-2 -mx-2">
        {snoozeChoices(now).map(({ label, until }) => (
          <li key={label}>
            <button type="button" disabled={busy} onClick={() => onSnooze(until)} className={CHOICE}>
              {label}
              <span className="ml-auto text-small text-ink-3">{moment(until)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Ask>
  );
}

/** To whom to give it; typing narrows the names, Enter takes the first. */
export function AssignDialog({
  about,
  busy,
  error,
  onClose,
  what = 'To see to it; a claim says who looks at it right now.',
  onAssign,
}: AskProps & { what?: string; onAssign: (person: { id: string; name: string } | null) => void }) {
  const self = usePerson();
  const { data } = usePeople();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const people = (data?.items ?? [])
    .toSorted((a, b) => Number(b.id === self.id) - Number(a.id === self.id))
    .filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <Ask title={<>Assign {about}</>} what={what} error={error} onClose={onClose}>
      <form
        className="mt-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (people[0]) onAssign(people[0]);
        }}
      >
        <Field label="Name">
          {(a11y) => (
            <Input {...a11y} autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
        <ul className="mt-2 -mx-2 max-h-64 overflow-y-auto">
          {people.map((person) => (
            <li key={person.id}>
              <button type="button" disabled={busy} onClick={() => onAssign(person)} className={CHOICE}>
                <Avatar person={person} />
                <span className="clip">{person.name}</span>
                {person.id === self.id ? <span className="ml-auto text-small text-ink-3">you</span> : null}
              </button>
            </li>
          ))}
          {wanted ? null : (
            <li>
              <button type="button" disabled={busy} onClick={() => onAssign(null)} className={CHOICE}>
                <Avatar person={null} />
                Nobody
              </button>
            </li>
          )}
        </ul>
        {wanted && people.length === 0 ? <p className="text-ink-2">Nobody of that name works here.</p> : null}
      </form>
    </Ask>
  );
}

/** What is to be known of its campaign. What was typed is kept until it is sent. */
export function NoteDialog({
  about,
  draft,
  busy,
  error,
  onClose,
  onNote,
}: AskProps & { draft: string; onNote: (text: string, done: () => void) => void }) {
  const [text, setText, drop] = useDraft(draft);
  const send = () => (text.trim() ? onNote(text.trim(), drop) : undefined);
  return (
    <Ask title={<>Note about {about}</>} what="“@Name” calls a colleague." error={error} onClose={onClose}>
      <form
        className="mt-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send();
        }}
      >
        <Field label="Note" hint="stands as it is written">
          {(a11y) => (
            <TextArea
              {...a11y}
              autoFocus
              maxLength={4_000}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
              }}
            />
          )}
        </Field>
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={busy || !text.trim()}>
            {busy ? 'Sending…' : 'Add note'}
          </Button>
        </DialogActions>
      </form>
    </Ask>
  );
}

/** Why many campaigns are none, and what they are instead. */
export function DismissManyDialog({
  about,
  busy,
  error,
  onClose,
  onDismiss,
}: AskProps & {
  onDismiss: (
    how: { reason: string; outcome: DismissOutcome; duplicate_of?: string },
    done: () => void,
  ) => void;
}) {
  const [reason, setReason, drop] = useDraft('dismiss-many');
  const [outcome, setOutcome] = useState<DismissOutcome | null>(null);
  const [other, setOther] = useState<Picked | null>(null);
  const [checked, setChecked] = useState(false);
  const tooShort = reason.trim().length < SHORTEST;
  const noOther = outcome === 'duplicate' && other === null;
  return (
    <Ask
      title={<>Dismiss the campaigns of {about}</>}
      what="Each with its own entry in the audit log. One that somebody decided about since is left alone. Banned accounts stay banned."
      error={error}
      onClose={onClose}
    >
      <form
        className="mt-3 space-y-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          setChecked(true);
          if (tooShort || !outcome || noOther) return;
          const of = outcome === 'duplicate' && other ? { duplicate_of: other.id } : {};
          onDismiss({ reason: reason.trim(), outcome, ...of }, drop);
        }}
      >
        <RadioList
          legend="What they are instead"
          name="outcome"
          value={outcome}
          options={OUTCOMES}
          onChange={setOutcome}
        />
        {checked && !outcome ? (
          <p role="alert" className="text-small text-critical">
            Say what they are instead.
          </p>
        ) : null}
        {outcome === 'duplicate' ? (
          <CampaignPicker
            label="Duplicates of"
            without=""
            picked={other}
            error={checked && noOther ? 'Say of which campaign.' : undefined}
            onPick={setOther}
          />
        ) : null}
        <ReasonField
          hint="kept in the audit log, for each"
          error={checked && tooShort ? `Give a reason of at least ${SHORTEST} characters.` : undefined}
          value={reason}
          onChange={setReason}
        />
        <DialogActions onCancel={onClose}>
          <Button look="primary" type="submit" disabled={busy}>
            Dismiss {about}
          </Button>
        </DialogActions>
      </form>
    </Ask>
  );
}

function Ask({
  title,
  what,
  error,
  onClose,
  children,
}: {
  title: ReactNode;
  what: ReactNode;
  error: Error | null;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())} title={title} description={what}>
      {children}
      {error ? (
        <div className="mt-3">
          <Note kind="bad" urgent>
            <b>Nothing was changed.</b> {error.message}
          </Note>
        </div>
      ) : null}
    </Dialog>
  );
}

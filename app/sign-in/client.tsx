'use client';

import { type FormEvent, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { askSignIn } from './ask';

const WIDE = 'h-8 w-full disabled:bg-accent-fill! disabled:text-on-accent!';

interface SignInProps {
  next: string;
  /** What the provider of single sign-on is called; null where there is none. */
  sso: string | null;
}

/** Password, then a code where there is a second factor. On success loads `next` anew, so that nothing of an earlier session stays. */
export function SignInForm({ next, sso }: SignInProps) {
  const [second, setSecond] = useState(false);
  return second ? (
    <CodeForm next={next} onBack={() => setSecond(false)} />
  ) : (
    <PasswordForm next={next} sso={sso} onSecond={() => setSecond(true)} />
  );
}

function PasswordForm({ next, sso, onSecond }: SignInProps & { onSecond: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const ready = useHydrated();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const form = new FormData(event.currentTarget);
    const answer = await askSignIn(
      'sign-in/email',
      { email: String(form.get('email')).trim(), password: String(form.get('password')) },
      'This e-mail address and password do not belong together.',
    );
    if ('done' in answer) return window.location.assign(next);
    if ('second' in answer) return onSecond();
    setBusy(false);
    setProblem('refusal' in answer ? answer.refusal : null);
    password.current?.focus();
    password.current?.select();
  };

  const withProvider = async () => {
    setProblem(null);
    const answer = await askSignIn('sign-in/social', { next }, 'Your provider could not be asked.');
    if ('url' in answer) window.location.assign(answer.url);
    else setProblem('refusal' in answer ? answer.refusal : null);
  };

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      {problem ? (
        <Note kind="bad" urgent>
          {problem}
        </Note>
      ) : null}
      <Field label="E-mail address">
        {(a11y) => (
          <Input
            {...a11y}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Password">
        {(a11y) => (
          <Input
            {...a11y}
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
            maxLength={200}
            required
          />
        )}
      </Field>
      <Button
        type="submit"
        look="primary"
        className={WIDE}
        disabled={!ready}
        aria-disabled={busy || undefined}
      >
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      {sso ? (
        <Button look="line" className="h-8 w-full" disabled={!ready} onClick={withProvider}>
          Sign in with {sso}
        </Button>
      ) : null}
    </form>
  );
}

function CodeForm({ next, onBack }: { next: string; onBack: () => void }) {
  const [backup, setBackup] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '');
    const answer = await askSignIn(
      backup ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp',
      { code },
      backup
        ? 'This is none of your unused backup codes.'
        : 'This code is wrong or too old. Take the one shown now.',
    );
    if ('done' in answer) return window.location.assign(next);
    setBusy(false);
    setProblem('refusal' in answer ? answer.refusal : null);
    field.current?.focus();
    field.current?.select();
  };

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      {problem ? (
        <Note kind="bad" urgent>
          {problem}
        </Note>
      ) : null}
      <Field
        key={String(backup)}
        label={backup ? 'Backup code' : 'Code of your authenticator app'}
        hint={backup ? 'each works once' : 'six digits'}
      >
        {(a11y) => (
          <Input
            {...a11y}
            ref={field}
            name="code"
            autoFocus
            autoComplete={backup ? 'off' : 'one-time-code'}
            inputMode={backup ? 'text' : 'numeric'}
            spellCheck={false}
            maxLength={20}
            required
          />
        )}
      </Field>
      <Button type="submit" look="primary" className={WIDE} aria-disabled={busy || undefined}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <div className="-mx-[7px] flex flex-wrap justify-between gap-1">
        <Button look="ghost" onClick={onBack}>
          Back
        </Button>
        <Button
          look="ghost"
          onClick={() => {
            setBackup(!backup);
            setProblem(null);
          }}
        >
          {backup ? 'Use the app' : 'Use a backup code'}
        </Button>
      </div>
    </form>
  );
}

const subscribe = () => () => {};

/** False until React has taken over: a form sent before that would go out as a plain page request. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}

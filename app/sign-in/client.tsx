'use client';

import { type FormEvent, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/note';

/** E-mail address and password. On success loads `next` anew, so that nothing of an earlier session stays. */
export function SignInForm({ next }: { next: string }) {
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
    const refusal = await signIn(String(form.get('email')).trim(), String(form.get('password')));
    if (refusal === null) {
      window.location.assign(next);
      return;
    }
    setBusy(false);
    setProblem(refusal);
    password.current?.focus();
    password.current?.select();
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
        className="h-8 w-full disabled:bg-accent-fill! disabled:text-on-accent!"
        disabled={!ready}
        aria-disabled={busy || undefined}
      >
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

/** Signs in; answers null, or the sentence that says why not and what to do. */
async function signIn(email: string, password: string): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
  } catch {
    return 'Retort did not answer. Check that it is running and that you are connected, then try again.';
  }
  if (response.ok) return null;
  const answer: { message?: unknown; detail?: unknown } = await response.json().catch(() => ({}));
  switch (response.status) {
    case 400:
    case 401:
      return 'This e-mail address and password do not belong together.';
    case 403:
      return (
        [answer.message, answer.detail].find((said) => typeof said === 'string') ??
        'This sign-in is not allowed.'
      );
    case 429:
      return tooMany(Number(response.headers.get('x-retry-after') ?? response.headers.get('retry-after')));
    default:
      return typeof answer.detail === 'string' ? answer.detail : 'Signing in failed. Try again in a moment.';
  }
}

function tooMany(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes > 1 ? `${minutes} minutes` : `${Math.max(1, seconds)} seconds`;
  return `Too many attempts. Try again in ${wait}.`;
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

'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { Role } from '@/lib/model/access';
import { postJson } from '@/lib/queries/fetch';

interface Invited {
  email: string;
  role: Role;
  invited_by: string;
}

const SHORTEST = 12;

/** Who invited whom as what; a name, a password, and in. */
export function AcceptInvitation({ sso }: { sso: string | null }) {
  const [token, setToken] = useState('');
  const [invited, setInvited] = useState<Invited | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = useRef(false);
  useEffect(() => {
    if (read.current) return;
    read.current = true;
    const given = window.location.hash.slice(1);
    // Out of the address, so that it stays in no history.
    window.history.replaceState(null, '', window.location.pathname);
    if (given === '') return setProblem('This link is not whole. Copy all of it, up to its last letter.');
    setToken(given);
    postJson<Invited>('/api/invitations/look', { token: given }).then(setInvited, (error: Error) =>
      setProblem(error.message),
    );
  }, []);
  if (problem)
    return (
      <Note kind="bad" urgent>
        {problem}
      </Note>
    );
  if (!invited) return <p className="text-ink-3">One moment…</p>;
  return <AcceptForm token={token} invited={invited} sso={sso} />;
}

function AcceptForm({ token, invited, sso }: { token: string; invited: Invited; sso: string | null }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const nameMissing = name.trim() === '';
  const tooShort = password.length < SHORTEST;

  const accept = async (withPassword: boolean) => {
    setChecked(true);
    if (busy || nameMissing || (withPassword && tooShort)) return;
    setBusy(true);
    setProblem(null);
    try {
      await postJson('/api/invitations/accept', { token, name, ...(withPassword ? { password } : {}) });
      if (withPassword) {
        await postJson('/api/auth/sign-in/email', { email: invited.email, password });
        return window.location.assign('/queue');
      }
      const { url } = await postJson<{ url: string }>('/api/auth/sign-in/social', { next: '/queue' });
      window.location.assign(url);
    } catch (error) {
      setBusy(false);
      setProblem((error as Error).message);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void accept(true);
  };

  return (
    <form onSubmit={submit} className="grid gap-4">
      <p className="text-ink-2">
        <UntrustedText max={60}>{invited.invited_by}</UntrustedText> invited{' '}
        <b className="font-medium text-ink">
          <UntrustedText max={80}>{invited.email}</UntrustedText>
        </b>{' '}
        as {invited.role}.
      </p>
      {problem ? (
        <Note kind="bad" urgent>
          {problem}
        </Note>
      ) : null}
      <Field
        label="Your name"
        hint="as colleagues see it"
        error={checked && nameMissing ? 'Say what colleagues call you.' : undefined}
      >
        {(a11y) => (
          <Input
            {...a11y}
            autoFocus
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <input type="email" autoComplete="username" value={invited.email} readOnly hidden />
      <Field
        label="Choose a password"
        hint={`at least ${SHORTEST} characters`}
        error={checked && tooShort && password !== '' ? `Use at least ${SHORTEST} characters.` : undefined}
      >
        {(a11y) => (
          <Input
            {...a11y}
            type="password"
            autoComplete="new-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" className="h-8 w-full" aria-disabled={busy || undefined}>
        {busy ? 'One moment…' : 'Accept and sign in'}
      </Button>
      {sso ? (
        <Button look="line" className="h-8 w-full" onClick={() => accept(false)}>
          Accept and sign in with {sso}
        </Button>
      ) : null}
    </form>
  );
}

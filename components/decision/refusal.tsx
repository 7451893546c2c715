'use client';

import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { getJson, ProblemError, postJson } from '@/lib/queries/fetch';

interface RefusalProps {
  error: Error;
  /** "Nothing was sent." */
  what: string;
  /** What stays as it was typed. */
  kept?: string;
  /** Tries again, once it is clear who acts. */
  onProved: () => void;
}

/** Why an act was refused; where it needs a recent sign-in, that can be proved here and the act goes on. */
export function Refusal({ error, what, kept = '', onProved }: RefusalProps) {
  if (error instanceof ProblemError && error.code === 'stale_sign_in') return <Prove onProved={onProved} />;
  return (
    <Note kind="bad" urgent>
      <b>{what}</b> {error.message} {kept}
    </Note>
  );
}

interface Me {
  has_password: boolean;
  two_factor: boolean;
}

function Prove({ onProved }: { onProved: () => void }) {
  const me = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => getJson<Me>('/api/console/me', {}, signal),
  });
  const [secret, setSecret] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const byCode = me.data?.two_factor ?? false;
  const prove = async () => {
    setBusy(true);
    try {
      await postJson('/api/console/me/confirm', byCode ? { code: secret.trim() } : { password: secret });
      onProved();
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'It did not work.');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Note kind="warn" urgent>
      <b>Confirm that it is you.</b> This needs a proof that is not older than a quarter of an hour. What you
      chose and wrote is kept.
      {me.data && !byCode && !me.data.has_password ? (
        <p className="mt-1.5">
          You signed in elsewhere: sign out, sign in again, and come back to this page.
        </p>
      ) : (
        <div className="mt-2 flex flex-wrap items-end gap-2">
          <div className="w-60">
            <Field label={byCode ? 'Code of your authenticator' : 'Password'} error={fault}>
              {(a11y) => (
                <Input
                  {...a11y}
                  autoFocus
                  type={byCode ? 'text' : 'password'}
                  inputMode={byCode ? 'numeric' : undefined}
                  autoComplete={byCode ? 'one-time-code' : 'current-password'}
                  value={secret}
                  onChange={(event) => setSecret(event.target.value)}
                  onKeyDown={(event: KeyboardEvent) => {
                    if (event.key !== 'Enter') return;
                    // The field may stand inside the form of the act.
                    event.preventDefault();
                    void prove();
                  }}
                />
              )}
            </Field>
          </div>
          <Button look="primary" disabled={busy || secret === ''} onClick={() => void prove()}>
            {busy ? 'Checking…' : 'Confirm and go on'}
          </Button>
        </div>
      )}
    </Note>
  );
}

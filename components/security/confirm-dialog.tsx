'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Failure } from '@/components/ui/failure';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { FRESH_MINUTES } from '@/lib/model/access';
import { type AboutMe, SIGN_IN_CHANNEL } from '@/lib/model/console/security';
import { getJson, postJson } from '@/lib/queries/fetch';
import { useMe } from '@/lib/queries/use-security';

/** Password, code or provider once more; then what was about to be done goes on. */
export function ConfirmDialog({ onAnswer }: { onAnswer: (confirmed: boolean) => void }) {
  const me = useMe();
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onAnswer(false))}
      title="Confirm that it is you"
      description={`This needs a sign-in of the last ${FRESH_MINUTES} minutes. What you were about to do goes on by itself.`}
    >
      {me.data ? (
        me.data.method === 'sso' ? (
          <WithProvider onAnswer={onAnswer} />
        ) : (
          <WithSecret byCode={me.data.two_factor} onAnswer={onAnswer} />
        )
      ) : me.error ? (
        <Failure what="How you sign in could not be loaded" error={me.error} onRetry={() => me.refetch()} />
      ) : (
        <p className="mt-3 text-ink-3">One moment…</p>
      )}
    </Dialog>
  );
}

function WithSecret({ byCode, onAnswer }: { byCode: boolean; onAnswer: (confirmed: boolean) => void }) {
  const [secret, setSecret] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      postJson<{ fresh: true }>('/api/console/me/confirm', byCode ? { code: secret } : { password: secret }),
    onSuccess: () => onAnswer(true),
    onError: () => setSecret(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (secret !== '') confirm.mutate();
  };
  return (
    <form onSubmit={submit} className="mt-3 space-y-3">
      <Field
        label={byCode ? 'Code of your authenticator app' : 'Password'}
        error={confirm.error && !confirm.isPending ? confirm.error.message : undefined}
      >
        {(a11y) => (
          <Input
            {...a11y}
            autoFocus
            type={byCode ? 'text' : 'password'}
            inputMode={byCode ? 'numeric' : undefined}
            autoComplete={byCode ? 'one-time-code' : 'current-password'}
            maxLength={byCode ? 20 : 200}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        )}
      </Field>
      <DialogActions start={<Cancel onAnswer={onAnswer} />}>
        <Button look="primary" type="submit" disabled={confirm.isPending || secret === ''}>
          {confirm.isPending ? 'Confirming…' : 'Confirm'}
        </Button>
      </DialogActions>
    </form>
  );
}

/** The provider asks in a window of its own, so that nothing on this page is lost. */
function WithProvider({ onAnswer }: { onAnswer: (confirmed: boolean) => void }) {
  const person = usePerson();
  const [problem, setProblem] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    const channel = new BroadcastChannel(SIGN_IN_CHANNEL);
    channel.onmessage = async () => {
      const me = await getJson<AboutMe>('/api/console/me').catch(() => null);
      if (me?.id === person.id && me.fresh) return onAnswer(true);
      setWaiting(false);
      setProblem(
        me && me.id !== person.id
          ? `You signed in as ${me.email} there. Load this page again to go on as that person.`
          : 'Your provider did not ask for your password. Try again.',
      );
    };
    return () => channel.close();
  }, [onAnswer, person.id]);
  const ask = async () => {
    setProblem(null);
    // Before anything is awaited, or browsers take it for a window that nobody wanted.
    const opened = window.open('', '_blank', 'popup,width=520,height=720');
    const answer = await postJson<{ url: string }>('/api/auth/sign-in/social', {
      again: true,
      next: '/sign-in/done',
    }).catch((error: Error) => error);
    if (answer instanceof Error) {
      opened?.close();
      return setProblem(answer.message);
    }
    if (!opened)
      return setProblem('The browser did not open a window. Allow it for this page, then try again.');
    opened.location.href = answer.url;
    setWaiting(true);
  };
  return (
    <div className="mt-3 space-y-3">
      {problem ? (
        <Note kind="bad" urgent>
          {problem}
        </Note>
      ) : null}
      <p className="text-ink-2">Your provider opens in a window of its own and asks for your password.</p>
      <DialogActions start={<Cancel onAnswer={onAnswer} />}>
        <Button look="primary" onClick={ask}>
          {waiting ? 'Open the window again' : 'Sign in again'}
        </Button>
      </DialogActions>
    </div>
  );
}

function Cancel({ onAnswer }: { onAnswer: (confirmed: boolean) => void }) {
  return (
    <Button look="ghost" onClick={() => onAnswer(false)}>
      Cancel
    </Button>
  );
}

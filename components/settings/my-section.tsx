'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { FailedNote } from '@/components/ui/note';
import { Tag } from '@/components/ui/tag';
import { toast } from '@/components/ui/toast';
import type { AboutMe } from '@/lib/model/console/security';
import { useEndOtherSessions, useMe } from '@/lib/queries/use-security';
import { Loaded } from './loaded';
import { SettingsSection } from './section';
import { SessionsTable } from './sessions-table';

const PasswordDialog = dynamic(() => import('./password-dialog').then((part) => part.PasswordDialog), {
  ssr: false,
});
const TwoFactorDialog = dynamic(() => import('./two-factor-dialog').then((part) => part.TwoFactorDialog), {
  ssr: false,
});

type Opened = 'password' | 'add' | 'end' | 'codes';

/** How one signs in oneself: password, second factor, and where one is signed in. */
export function MySection() {
  const person = usePerson();
  const me = useMe();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <SettingsSection
      id="me"
      title="My sign-in"
      what="How you prove that it is you, and where you are signed in. Dangerous acts ask for a proof of the last 15 minutes."
    >
      <Loaded query={me} failed="Your sign-in could not be loaded">
        {(about) => (
          <>
            <dl className="mt-3 max-w-2xl divide-y divide-line border-y border-line">
              <Line
                term="Password"
                said={
                  about.has_password ? 'You have one.' : 'You have none: you sign in with single sign-on.'
                }
                act={
                  about.has_password ? (
                    <Button look="line" onClick={() => setOpened('password')}>
                      Change password…
                    </Button>
                  ) : null
                }
              />
              <Line
                term="Second factor"
                said={<FactorWords me={about} />}
                act={<FactorActs me={about} onOpen={setOpened} />}
              />
            </dl>
            <Sessions userId={person.id} />
          </>
        )}
      </Loaded>
      {opened === 'password' ? <PasswordDialog onClose={close} /> : null}
      {opened && opened !== 'password' ? <TwoFactorDialog what={opened} onClose={close} /> : null}
    </SettingsSection>
  );
}

function Line({ term, said, act }: { term: string; said: ReactNode; act: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-2.5">
      <dt className="w-32 shrink-0 font-medium">{term}</dt>
      <dd className="min-w-0 flex-1 basis-56 text-ink-2">{said}</dd>
      <dd className="flex flex-wrap gap-1.5">{act}</dd>
    </div>
  );
}

function FactorWords({ me }: { me: AboutMe }) {
  if (!me.two_factor) {
    return me.method === 'sso'
      ? 'Your provider answers for it. One here is asked for when you sign in with your password.'
      : 'None yet. With one, a stolen password alone opens nothing.';
  }
  const left = me.backup_codes_left ?? 0;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Tag tone="good">on</Tag>
      <span>
        {left} backup code{left === 1 ? '' : 's'} left{left < 3 ? ': make new ones.' : '.'}
      </span>
    </span>
  );
}

function FactorActs({ me, onOpen }: { me: AboutMe; onOpen: (what: Opened) => void }) {
  if (!me.two_factor) {
    return me.has_password ? (
      <Button look="line" onClick={() => onOpen('add')}>
        Add…
      </Button>
    ) : null;
  }
  return (
    <>
      <Button look="line" onClick={() => onOpen('codes')}>
        New backup codes…
      </Button>
      {me.two_factor_required ? null : (
        <Button look="ghost" onClick={() => onOpen('end')}>
          Remove…
        </Button>
      )}
    </>
  );
}

function Sessions({ userId }: { userId: string }) {
  const others = useEndOtherSessions();
  const act = () =>
    others.mutate(undefined, {
      onSuccess: ({ ended }) =>
        toast.done(
          ended === 0
            ? 'There was no other session.'
            : `${ended} other session${ended === 1 ? ' is' : 's are'} ended.`,
        ),
    });
  return (
    <div className="mt-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">Where I am signed in</h3>
        <Button look="line" disabled={others.isPending} onClick={act}>
          End all others
        </Button>
      </div>
      <FailedNote what="No session was ended." error={others.error} className="mt-2" />
      <SessionsTable userId={userId} />
    </div>
  );
}

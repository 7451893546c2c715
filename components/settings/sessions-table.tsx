'use client';

import { PanelSkeleton } from '@/components/account/account-skeleton';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { FailedNote } from '@/components/ui/note';
import { Tag } from '@/components/ui/tag';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { SignInMethod } from '@/lib/model/access';
import type { SessionRow } from '@/lib/model/console/security';
import { useEndSession, useSessions } from '@/lib/queries/use-security';
import { browserWords } from './browser-words';

const METHODS: Record<SignInMethod, string> = {
  password: 'password',
  two_factor: 'password and code',
  sso: 'single sign-on',
};

/** The open sessions of a person, each of which can be ended. */
export function SessionsTable({ userId }: { userId: string }) {
  const sessions = useSessions(userId);
  const end = useEndSession();
  const act = (session: SessionRow) =>
    end.mutate(session.id, {
      onSuccess: () => toast.done('The session is ended.', 'Its next request is refused.'),
    });
  if (sessions.error)
    return (
      <Failure
        what="The sessions could not be loaded"
        error={sessions.error}
        onRetry={() => sessions.refetch()}
      />
    );
  if (!sessions.data) return <PanelSkeleton />;
  if (sessions.data.items.length === 0) return <p className="mt-3 text-ink-2">There is no open session.</p>;
  return (
    <>
      <FailedNote what="The session is still open." error={end.error} className="mt-3" />
      <RegionTable
        label="Table of sessions"
        className="mt-3"
        table="min-w-[560px]"
        columns={[
          'Browser',
          'From',
          'Signed in by',
          { label: 'Since', numeric: true },
          { label: 'Last seen', numeric: true },
          { label: 'End', hidden: true },
        ]}
      >
        {sessions.data.items.map((session) => (
          <tr key={session.id} className="border-b border-line">
            <td className="font-medium" title={session.browser ?? undefined}>
              {browserWords(session.browser)}
            </td>
            <td>
              <UntrustedText mono max={45}>
                {session.address ?? 'unknown'}
              </UntrustedText>
            </td>
            <td className="text-ink-2">{METHODS[session.method]}</td>
            <td className={NUMERIC}>
              <Ago time={session.started_at} />
            </td>
            <td className={NUMERIC}>
              <Ago time={session.seen_at} />
            </td>
            <td className={NUMERIC}>
              {session.here ? (
                <Tag tone="good">this one</Tag>
              ) : (
                <Button
                  look="ghost"
                  aria-label={`End the session in ${browserWords(session.browser)}`}
                  disabled={end.isPending}
                  onClick={() => act(session)}
                >
                  End
                </Button>
              )}
            </td>
          </tr>
        ))}
      </RegionTable>
    </>
  );
}

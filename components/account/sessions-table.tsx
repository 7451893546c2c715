'use client';

import { CapabilityStrip } from '@/components/charts/capability-strip';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { count, duration, moment } from '@/components/ui/format';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { SessionRow } from '@/lib/model/console/account';
import { NUMERIC, TABLE } from './cells';
import { sessionsFinding } from './findings';

interface SessionsTableProps {
  sessions: readonly SessionRow[];
  /** The range on show, to mark the session it is. */
  shown: { from: string; to: string } | null;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
  onPick: (session: SessionRow) => void;
}

/** The sessions of an account, the latest first; picking one shows it in the timeline. */
export function SessionsTable({ sessions, shown, hasMore, loadingMore, onMore, onPick }: SessionsTableProps) {
  const isShown = ({ began, ended }: SessionRow) =>
    shown !== null &&
    shown.from <= began &&
    ended <= shown.to &&
    span(shown.from, shown.to) <= span(began, ended) + 15 * 60_000;
  return (
    <section aria-label="Sessions" className="min-w-0">
      <h2 className="text-head font-semibold">{sessionsFinding(sessions, !hasMore)}</h2>
      <p className="text-small text-ink-3">
        By session id, else runs without a pause of 30 min; in UTC, the latest first
      </p>
      {sessions.length === 0 ? (
        <p className="mt-2 text-ink-2">
          It has sent nothing yet. Its first exchange begins its first session.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section aria-label="Table of sessions" tabIndex={0} className="mt-1 relative overflow-x-auto">
          <table className={cn(TABLE, 'min-w-[640px]')}>
            <thead>
              <tr className="border-b">
                <th scope="col">Began</th>
                <th scope="col" className={NUMERIC}>
                  Since the last
                </th>
                <th scope="col" className={NUMERIC}>
                  Lasted
                </th>
                <th scope="col" className={NUMERIC}>
                  Exchanges
                </th>
                <th scope="col">Model</th>
                <th scope="col">Sought</th>
                <th scope="col" className={NUMERIC}>
                  Tokens in, out
                </th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <tr
                  key={`${session.began} ${session.ended} ${session.exchanges}`}
                  className={cn(
                    'border-b border-line',
                    isShown(session) ? 'bg-accent-soft' : 'hover:bg-hover',
                  )}
                >
                  <td className="whitespace-nowrap">
                    <button
                      type="button"
                      aria-label={`Show the session of ${moment(session.began)}`}
                      aria-pressed={isShown(session)}
                      onClick={() => onPick(session)}
                      className="rounded-sm hover:text-accent hover:underline"
                    >
                      <Moment time={session.began} />
                    </button>
                  </td>
                  <td className={cn(NUMERIC, 'text-ink-2')}>
                    {session.since_last_ms === null
                      ? '–'
                      : session.since_last_ms < 0
                        ? 'at once'
                        : duration(session.since_last_ms)}
                  </td>
                  <td className={NUMERIC}>
                    {session.began === session.ended ? '–' : duration(span(session.began, session.ended))}
                  </td>
                  <td
                    className={NUMERIC}
                    title={session.limited > 0 ? `${count(session.limited)} at a limit` : undefined}
                  >
                    {count(session.exchanges)}
                  </td>
                  <td className="max-w-36">
                    <span className="block clip">
                      <UntrustedText max={40}>{session.models.join(', ')}</UntrustedText>
                    </span>
                  </td>
                  <td>
                    <CapabilityStrip shares={session.capabilities} width={72} />
                  </td>
                  <td className={cn(NUMERIC, 'text-ink-2')}>
                    {count(session.input_tokens)}, {count(session.output_tokens)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {hasMore ? (
        <Button look="ghost" className="mt-1 -ml-[7px]" disabled={loadingMore} onClick={onMore}>
          {loadingMore ? 'Loading…' : 'Earlier sessions'}
        </Button>
      ) : null}
    </section>
  );
}

function span(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

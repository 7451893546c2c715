'use client';

import { useQueryStates } from 'nuqs';
import type { ReactNode } from 'react';
import { PanelSkeleton, TimelineTabSkeleton } from '@/components/account/account-skeleton';
import { ExchangeList } from '@/components/account/exchange-list';
import { IndicatorTable } from '@/components/account/indicator-table';
import { MomentPanel } from '@/components/account/moment-panel';
import { PeersPanel } from '@/components/account/peers-panel';
import { SessionsTable } from '@/components/account/sessions-table';
import { momentWindow } from '@/components/account/timeline-lanes';
import { type RangeName, TimelinePanel } from '@/components/account/timeline-panel';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { moment } from '@/components/ui/format';
import type { AccountHead } from '@/lib/model/console/account';
import { rowsOf } from '@/lib/queries/pages';
import {
  useAccountBreakdown,
  useAccountExchanges,
  useAccountIndicators,
  useAccountSessions,
  useAccountTimeline,
} from '@/lib/queries/use-account';
import {
  accountPageParams,
  EXCHANGES_BESIDE,
  EXCHANGES_BRIEF,
  momentOf,
  SESSIONS_A_PAGE,
  timelineRangeOf,
} from './search-params';

const SHARED_SHOWN = 8;
/** Room on both sides of a session that is shown alone. */
const MARGIN_MS = 2 * 60_000;

/** Timeline, sessions, peers, the exchanges behind the marks and who shares what, for one range of an account's life. */
export function TimelineTab({ head }: { head: AccountHead }) {
  const { id } = head;
  const [params, setParams] = useQueryStates(accountPageParams, { history: 'push' });
  const timeline = useAccountTimeline(id, timelineRangeOf(params));
  const sessions = useAccountSessions(id, SESSIONS_A_PAGE);
  const breakdown = useAccountBreakdown(id);
  const indicators = useAccountIndicators(id);
  const shown = timeline.data ? { from: timeline.data.from, to: timeline.data.to } : null;
  const exchanges = useAccountExchanges(id, shown ?? {}, EXCHANGES_BRIEF, shown !== null);
  const chosen = timeline.data ? momentOf(params, timeline.data) : null;
  const window = timeline.data && chosen !== null ? momentWindow(timeline.data, chosen) : null;
  const near = useAccountExchanges(id, window ? isoOf(window) : {}, EXCHANGES_BESIDE, window !== null);
  const beside = window ? near : exchanges;
  const sessionRows = rowsOf(sessions.data);

  const showRange = (range: { from: number; to: number }, name: RangeName = 'own') =>
    void setParams({
      range: name,
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
    });
  // Choosing is looking around, which the way back need not repeat step by step.
  const choose = (t: number | null) =>
    void setParams({ at: t === null ? null : new Date(t).toISOString() }, { history: 'replace' });
  const showSession = (session: { began: string; ended: string }) =>
    showRange(
      { from: Date.parse(session.began) - MARGIN_MS, to: Date.parse(session.ended) + MARGIN_MS },
      'session',
    );
  const showNamed = (name: Exclude<RangeName, 'own'>) => {
    const last = sessionRows[0];
    if (name === 'session' && last) showSession(last);
    else void setParams({ range: name === 'session' ? 'life' : name, from: null, to: null });
  };

  if (timeline.isError && !timeline.data) {
    return (
      <Failure
        what="The timeline could not be loaded"
        error={timeline.error}
        onRetry={() => timeline.refetch()}
      />
    );
  }
  if (!timeline.data) return <TimelineTabSkeleton />;
  return (
    <>
      <TimelinePanel
        timeline={timeline.data}
        head={head}
        sessions={sessionRows}
        named={params.range}
        stale={timeline.isPlaceholderData}
        moment={chosen}
        beside={
          beside.error && !beside.data ? (
            <Failure
              what="The exchanges could not be loaded"
              error={beside.error}
              onRetry={() => beside.refetch()}
            />
          ) : (
            <MomentPanel
              chosen={window}
              exchanges={beside.data ? rowsOf(beside.data).slice(0, EXCHANGES_BESIDE) : null}
              hasMore={beside.hasNextPage}
              stale={beside.isPlaceholderData}
              onZoom={() => (window ? showRange(window) : undefined)}
              onClear={() => choose(null)}
            />
          )
        }
        onMoment={choose}
        onNamed={showNamed}
        onRange={(range) => showRange(range)}
      />
      <Pair>
        {sessions.data ? (
          <SessionsTable
            sessions={sessionRows}
            shown={shown}
            hasMore={sessions.hasNextPage}
            loadingMore={sessions.isFetchingNextPage}
            onMore={() => void sessions.fetchNextPage()}
            onPick={showSession}
          />
        ) : (
          <Pending what="The sessions could not be loaded" query={sessions} />
        )}
        {breakdown.data ? (
          <PeersPanel breakdown={breakdown.data} head={head} />
        ) : (
          <Pending what="The comparison could not be loaded" query={breakdown} />
        )}
      </Pair>
      <Pair onNewSheet>
        {exchanges.data ? (
          <ExchangeList
            title={
              params.range === 'life'
                ? 'The list behind the marks: its whole life'
                : `The list behind the marks: ${moment(timeline.data.from)} to ${moment(timeline.data.to)}`
            }
            exchanges={rowsOf(exchanges.data)}
            hasMore={exchanges.hasNextPage}
            loadingMore={exchanges.isFetchingNextPage}
            onMore={() => void exchanges.fetchNextPage()}
          />
        ) : (
          <Pending what="The exchanges could not be loaded" query={exchanges} />
        )}
        {indicators.data ? (
          <IndicatorTable indicators={indicators.data} most={SHARED_SHOWN} />
        ) : (
          <Pending what="The indicators could not be loaded" query={indicators} />
        )}
      </Pair>
    </>
  );
}

function isoOf({ from, to }: { from: number; to: number }) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Two parts beside each other; on paper one under the other, those that are long on a sheet of their own. */
function Pair({ children, onNewSheet = false }: { children: ReactNode; onNewSheet?: boolean }) {
  return (
    <div
      className={cn(
        'grid grid-cols-[minmax(0,1fr)_400px] gap-x-11 gap-y-7 border-t px-5 pt-5 pb-4 max-xl:grid-cols-1 max-sm:px-3',
        onNewSheet && 'print:break-before-page print:border-0',
      )}
    >
      {children}
    </div>
  );
}

function Pending({ what, query }: { what: string; query: { error: Error | null; refetch: () => unknown } }) {
  if (query.error) return <Failure what={what} error={query.error} onRetry={() => query.refetch()} />;
  return <PanelSkeleton />;
}

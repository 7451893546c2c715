'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { clock, count, day, duration, exact } from '@/components/ui/format';
import { useNow } from '@/components/ui/now';
import type { ConsoleStatus } from '@/lib/model/console/status';
import { useLoss, useStatus } from '@/lib/queries/use-status';

const LATE_SECONDS = 15 * 60;
const DAY_SECONDS = 24 * 60 * 60;

/** Whether records come in and how fresh the scores are. Says when the console itself has lost its server. */
export function IngestLight() {
  const { data } = useStatus();
  const lost = useLoss() !== null;
  const now = useNow();
  useRecovery(lost);
  const reading = lost ? LOST : read(data, now);
  return (
    <div
      role="status"
      title={reading.title}
      className="flex items-center gap-[7px] text-small whitespace-nowrap text-ink-2"
    >
      <i
        aria-hidden="true"
        className={cn(
          'size-2 shrink-0 border-2',
          reading.tone === 'ok' && 'rounded-full border-ok',
          reading.tone === 'idle' && 'rounded-full border-mark-2',
          reading.tone === 'warn' && 'rotate-45 border-high bg-high',
          reading.tone === 'bad' && 'border-critical bg-critical',
        )}
      />
      <span className="max-md:sr-only">{reading.text}</span>
      {reading.run ? <span className="text-ink-3 max-xl:sr-only">· {reading.run}</span> : null}
    </div>
  );
}

interface Reading {
  tone: 'ok' | 'idle' | 'warn' | 'bad';
  text: string;
  run: string | null;
  title: string;
}

const LOST: Reading = {
  tone: 'bad',
  text: 'Connection lost, trying again',
  run: null,
  title: 'The server does not answer. What you see is kept; the page goes on by itself when it is back.',
};

function read(status: ConsoleStatus | undefined, now: number): Reading {
  if (!status) return { tone: 'idle', text: 'Asking…', run: null, title: 'Asking for the state of ingest' };
  const { ingest, last_run: last } = status;
  const run = last ? runWords(last, now) : 'no run yet';
  const title = last
    ? `Last detection run over what was known at ${exact(last.until)}${last.error ? `. It failed: ${last.error}` : ''}`
    : 'Detection has not run yet';
  if (last?.error) return { tone: 'bad', text: 'Last run failed', run, title };
  if (!ingest) return { tone: 'idle', text: 'No records yet', run, title };
  const lag = ingest.lag_seconds;
  if (ingest.records_per_second === null) {
    const text =
      lag === null
        ? 'Ingest idle'
        : `Newest record ${lag > DAY_SECONDS ? day(ingest.newest_at ?? now) : `${duration(lag * 1000)} ago`}`;
    return { tone: 'idle', text, run, title };
  }
  const behind = lag === null ? '' : `, ${duration(Math.max(0, lag) * 1000)} behind`;
  const text = `${count(Math.round(ingest.records_per_second))}/s${behind}`;
  return { tone: lag !== null && lag > LATE_SECONDS ? 'warn' : 'ok', text, run, title };
}

function runWords(run: NonNullable<ConsoleStatus['last_run']>, now: number): string {
  if (!run.finished_at) return 'run under way';
  const today = day(run.finished_at) === day(now);
  return `run ${today ? clock(run.finished_at) : day(run.finished_at)}`;
}

/** When the server answers again, everything on the page is asked anew but what must not move under the hand. */
function useRecovery(lost: boolean) {
  const client = useQueryClient();
  const before = useRef(lost);
  useEffect(() => {
    if (before.current && !lost)
      client.invalidateQueries({ predicate: (query) => query.meta?.steady !== true });
    before.current = lost;
  }, [lost, client]);
}

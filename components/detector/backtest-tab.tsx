'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Empty } from '@/components/ui/empty';
import { percent } from '@/components/ui/format';
import { FailedNote, Note } from '@/components/ui/note';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { Backtest, DetectorWhole } from '@/lib/model/detector';
import { useCancelBacktest, useRequestBacktest } from '@/lib/queries/use-detectors';
import { BacktestPartView } from './backtest-part';
import { versionName } from './words';

const EARLIER = [1, 7, 14, 28] as const;

/** Has a version judge the data as of now and earlier, and shows how that went. */
export function BacktestTab({ detector, mayManage }: { detector: DetectorWhole; mayManage: boolean }) {
  const { backtest } = detector;
  const busy = backtest?.status === 'waiting' || backtest?.status === 'running';
  return (
    <div className="pt-4">
      {mayManage && !busy ? <Ask detector={detector} again={backtest !== null} /> : null}
      {backtest === null ? (
        <Empty title="Not back-tested yet">
          A back-test judges the records as of now and of earlier days, and holds what it finds against what
          people decided. It changes nothing.
        </Empty>
      ) : busy ? (
        <Underway backtest={backtest} mayManage={mayManage} id={detector.id} />
      ) : backtest.status === 'done' ? (
        <div className="space-y-6 pt-4">
          {backtest.stale ? (
            <Note kind="warn">
              <b>The version was changed since.</b> This is of how it was before.
            </Note>
          ) : null}
          {backtest.parts.map((part) => (
            <BacktestPartView key={part.at} part={part} other={versionName(detector)} />
          ))}
          <p className="text-small text-ink-3">
            Asked for by <UntrustedText max={40}>{backtest.requested_by}</UntrustedText>,{' '}
            <Ago time={backtest.requested_at} /> ago.
          </p>
        </div>
      ) : (
        <Note kind={backtest.status === 'failed' ? 'bad' : 'plain'} className="mt-4">
          <b>{backtest.status === 'failed' ? 'The back-test failed.' : 'The back-test was cancelled.'}</b>{' '}
          {backtest.trouble ? <UntrustedText max={400}>{backtest.trouble}</UntrustedText> : null} Nothing was
          changed.
        </Note>
      )}
    </div>
  );
}

function Ask({ detector, again }: { detector: DetectorWhole; again: boolean }) {
  const [days, setDays] = useState<readonly number[]>([7]);
  const ask = useRequestBacktest();
  return (
    <section aria-label="Run a back-test" className="print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-ink-2">As of now and</span>
        {EARLIER.map((day) => (
          <Chip
            key={day}
            on={days.includes(day)}
            onClick={() => setDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day])}
          >
            {day === 1 ? 'a day' : `${day} days`} earlier
          </Chip>
        ))}
        <Button
          look="line"
          disabled={ask.isPending}
          onClick={() => ask.mutate({ id: detector.id, version: detector.version, days })}
        >
          {ask.isPending ? 'Asking…' : again ? 'Back-test again' : 'Back-test'}
        </Button>
      </div>
      <FailedNote what="Nothing was begun." error={ask.error} className="mt-2" />
    </section>
  );
}

function Underway({ backtest, mayManage, id }: { backtest: Backtest; mayManage: boolean; id: string }) {
  const cancel = useCancelBacktest();
  const share = Math.min(1, backtest.progress);
  return (
    <section aria-label="Back-test under way" className="max-w-[520px]">
      <p aria-live="polite">
        {backtest.status === 'waiting'
          ? 'Waiting for the worker.'
          : `Judging ${backtest.cutoffs.length} moments, ${percent(share)} done.`}
      </p>
      <div
        role="progressbar"
        aria-label="Back-test"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className="mt-2 h-1.5 overflow-hidden rounded-[2px] bg-press"
      >
        <i
          className="block h-full bg-accent transition-[width] duration-160"
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {mayManage ? (
        <Button look="line" className="mt-3" disabled={cancel.isPending} onClick={() => cancel.mutate(id)}>
          {cancel.isPending ? 'Cancelling…' : 'Cancel'}
        </Button>
      ) : null}
      <FailedNote what="It goes on." error={cancel.error} className="mt-2" />
    </section>
  );
}

'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { count, percent, plural } from '@/components/ui/format';
import { FailedNote, Note } from '@/components/ui/note';
import { Day } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { DemoOut } from '@/lib/model/demo';
import { useDemo, useLoadDemo } from '@/lib/queries/use-demo';
import { SettingsSection } from './section';

const DemoDialog = dynamic(() => import('./demo-dialog').then((part) => part.DemoDialog), { ssr: false });

/** Whether the invented world is here, how much it is, and how it goes and comes again. */
export function DemoSection() {
  const demo = useDemo();
  const load = useLoadDemo();
  const [asking, setAsking] = useState(false);
  const task = demo.data?.task ?? null;
  const busy = task?.status === 'waiting' || task?.status === 'running';
  return (
    <SettingsSection
      id="demonstration"
      title="Demonstration data"
      what="An invented month of an invented provider, so that there is something to see before your own records come. It is marked, and goes without touching theirs."
      action={
        demo.data && !busy ? (
          demo.data.accounts > 0 ? (
            <Button look="line" onClick={() => setAsking(true)}>
              Remove…
            </Button>
          ) : (
            <Button look="line" disabled={load.isPending} onClick={() => load.mutate()}>
              {load.isPending ? 'Asking…' : 'Load it'}
            </Button>
          )
        ) : null
      }
    >
      {demo.data ? (
        <div className="mt-3 max-w-2xl space-y-3">
          {task && busy ? <Underway task={task} /> : <Amount demo={demo.data} />}
          {task?.status === 'failed' ? (
            <Note kind="bad">
              <b>{task.kind === 'remove' ? 'It was not removed.' : 'It was not loaded whole.'}</b>{' '}
              {task.trouble ? <UntrustedText max={300}>{task.trouble}</UntrustedText> : null}
            </Note>
          ) : null}
          <FailedNote what="Nothing was begun." error={load.error} />
        </div>
      ) : demo.error ? (
        <Failure
          what="What is known of the demonstration could not be loaded"
          error={demo.error}
          onRetry={() => demo.refetch()}
        />
      ) : (
        <PanelSkeleton />
      )}
      {asking && demo.data ? <DemoDialog demo={demo.data} onClose={() => setAsking(false)} /> : null}
    </SettingsSection>
  );
}

function Amount({ demo }: { demo: DemoOut }) {
  if (demo.accounts === 0)
    return (
      <p className="text-ink-2">
        Nothing here is of the demonstration
        {demo.others > 0 ? `: all ${plural(demo.others, 'account')} came from your sources` : ''}.
      </p>
    );
  return (
    <p className="text-ink-2">
      Loaded: <b className="font-medium text-ink">{plural(demo.accounts, 'account')}</b>,{' '}
      {plural(demo.exchanges, 'exchange')}, {plural(demo.campaigns, 'campaign')}
      {demo.first_at && demo.last_at ? (
        <>
          , from <Day time={demo.first_at} /> to <Day time={demo.last_at} />
        </>
      ) : null}
      .{' '}
      {demo.others > 0
        ? `${count(demo.others)} other accounts came from your sources and stay.`
        : 'Nothing else is here.'}
    </p>
  );
}

function Underway({ task }: { task: NonNullable<DemoOut['task']> }) {
  const what = task.kind === 'remove' ? 'Removing' : 'Loading';
  return (
    <div>
      <p aria-live="polite">
        {task.status === 'waiting'
          ? `${what}: waiting for the worker.`
          : `${what}, ${percent(task.progress)} done.`}
      </p>
      <div
        role="progressbar"
        aria-label={`${what} the demonstration`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(task.progress * 100)}
        className="mt-2 h-1.5 overflow-hidden rounded-[2px] bg-press"
      >
        <i
          className="block h-full bg-accent transition-[width] duration-160"
          style={{ width: `${task.progress * 100}%` }}
        />
      </div>
    </div>
  );
}

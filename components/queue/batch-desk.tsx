'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { clock, count, plural } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { TriageResult } from '@/lib/model/console/alert';
import { type BatchAct, useTriageBatch } from '@/lib/queries/use-triage-batch';
import { AssignDialog, DismissManyDialog, SnoozeDialog } from './ask-dialogs';
import type { Queue } from './use-queue';

/** What is asked before it is done to all that are selected. */
export type AskedOfMany = 'assign' | 'snooze' | 'dismiss';

interface BatchDeskProps {
  queue: Queue;
  asked: AskedOfMany | null;
  onAsk: (what: AskedOfMany | null) => void;
  mayDecide: boolean;
  /** Selects everything that the filter matches at this moment. */
  onTakeAll: () => void;
}

/** What stands in the place of the filter while rows are selected: how many, all of them, and what can be done. */
export function BatchDesk({ queue, asked, onAsk, mayDecide, onTakeAll }: BatchDeskProps) {
  const { selection, counts, filter } = queue;
  const batch = useTriageBatch();
  const [results, setResults] = useState<readonly TriageResult[]>([]);
  const [running, setRunning] = useState<{ total: number } | null>(null);
  const about = plural(selection.size, 'alert');
  const matching = counts?.matching ?? 0;

  const run = (act: BatchAct, done?: () => void) => {
    setResults([]);
    setRunning({ total: selection.size });
    onAsk(null);
    batch.mutate(
      { scope: selection.scope, act, onProgress: setResults },
      {
        onSuccess: (all) => {
          done?.();
          if (all.length !== selection.size || all.some(({ outcome }) => outcome !== 'done')) return;
          toast.done(`${plural(all.length, 'alert')} ${DONE[act.kind]}.`, 'Each is in the audit log.');
          setRunning(null);
          void queue.refresh();
        },
      },
    );
  };
  const finish = async (left: readonly string[]) => {
    setRunning(null);
    batch.reset();
    await queue.refresh();
    if (left.length > 0) selection.choose(left);
  };
  const snoozed = filter.view === 'snoozed';
  useHotkeys({
    a: () => run({ kind: 'release' }),
    ...(snoozed ? { s: () => run({ kind: 'wake' }) } : {}),
  });
  const ask = { about, busy: batch.isPending, error: null, onClose: () => onAsk(null) };
  return (
    <>
      <section
        aria-label="Selected alerts"
        className="flex min-h-11 shrink-0 flex-wrap items-center gap-1.5 border-b bg-accent-soft px-5 py-1.5 max-sm:px-3"
      >
        <span className="mr-1">
          <b className="font-semibold">{count(selection.size)} selected</b>
          {selection.whole ? (
            <span className="text-ink-2">: all that match, as of {clock(selection.whole.cutoff.at)}</span>
          ) : null}
        </span>
        {!selection.whole && matching > selection.size ? (
          <Button look="ghost" onClick={onTakeAll} className="text-accent hover:text-accent">
            Select all {count(matching)} matching this filter
          </Button>
        ) : null}
        <span className="ml-auto flex flex-wrap items-center gap-1">
          <Act letter="G" onClick={() => onAsk('assign')}>
            Assign
          </Act>
          {snoozed ? (
            <Act letter="S" onClick={() => run({ kind: 'wake' })}>
              Wake
            </Act>
          ) : (
            <Act letter="S" onClick={() => onAsk('snooze')}>
              Snooze
            </Act>
          )}
          <Act letter="A" onClick={() => run({ kind: 'release' })}>
            Release
          </Act>
          <Act letter="D" disabled={!mayDecide} onClick={() => onAsk('dismiss')}>
            Dismiss
          </Act>
          <Button look="ghost" square onClick={selection.clear} aria-label="Select nothing" title="Esc">
            <X size={15} strokeWidth={1.6} aria-hidden="true" />
          </Button>
        </span>
      </section>
      {asked === 'assign' ? (
        <AssignDialog
          {...ask}
          onAssign={(person) => run({ kind: 'assign', assignee_id: person?.id ?? null })}
        />
      ) : asked === 'snooze' ? (
        <SnoozeDialog {...ask} onSnooze={(until) => run({ kind: 'snooze', until })} />
      ) : asked === 'dismiss' ? (
        <DismissManyDialog {...ask} onDismiss={(how, done) => run({ kind: 'dismiss', ...how }, done)} />
      ) : null}
      {running ? (
        <Outcome
          results={results}
          total={running.total}
          working={batch.isPending}
          error={batch.error}
          onFinish={finish}
        />
      ) : null}
    </>
  );
}

const DONE: Record<BatchAct['kind'], string> = {
  assign: 'assigned',
  release: 'released',
  snooze: 'snoozed',
  wake: 'woken',
  dismiss: 'dismissed',
};

interface OutcomeProps {
  results: readonly TriageResult[];
  total: number;
  working: boolean;
  error: Error | null;
  onFinish: (left: readonly string[]) => void;
}

/** How far a batch is, then what was left alone and why, row by row. */
function Outcome({ results, total, working, error, onFinish }: OutcomeProps) {
  const left = results.filter(({ outcome }) => outcome !== 'done');
  const done = results.length - left.length;
  const gone = working || error ? 0 : Math.max(0, total - results.length);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open || working ? null : onFinish([]))}
      title={
        working
          ? `${count(results.length)} of ${count(total)}`
          : `${count(done)} done, ${count(total - done)} left alone`
      }
      description={
        working
          ? 'What is done stays done, also when this window is closed.'
          : 'Every change is in the audit log.'
      }
    >
      {working ? (
        <progress
          aria-label="Alerts gone through"
          max={total}
          value={results.length}
          className="mt-3 h-1.5 w-full accent-(--accent-fill)"
        />
      ) : null}
      {error ? (
        <div className="mt-3">
          <Note kind="bad" urgent>
            <b>It stopped on the way.</b> {error.message} {plural(done, 'alert')} {done === 1 ? 'is' : 'are'}{' '}
            done; the others are as they were.
          </Note>
        </div>
      ) : null}
      {gone > 0 ? (
        <p className="mt-3 text-ink-2">
          {plural(gone, 'alert')} no longer matched when it was {gone === 1 ? 'its' : 'their'} turn: somebody
          changed {gone === 1 ? 'it' : 'them'} first.
        </p>
      ) : null}
      {left.length > 0 ? (
        <ul aria-label="Left alone" className="mt-3 max-h-[44vh] overflow-y-auto border-t">
          {[...grouped(left)].map(([message, alerts]) => (
            <li key={message} className="border-b py-1.5">
              <span className="text-pretty">
                <UntrustedText max={200}>{message}</UntrustedText>
              </span>
              <span className="flex flex-wrap gap-x-3 text-small">
                {alerts.map(({ id, title }) => (
                  <Link
                    key={id}
                    href={`/queue?alert=${encodeURIComponent(id)}`}
                    onClick={() => onFinish([])}
                    className="py-0.5 text-ink-2 underline decoration-line-strong underline-offset-4 hover:text-ink"
                  >
                    <UntrustedText max={40}>{title}</UntrustedText>
                  </Link>
                ))}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {working ? null : (
        <DialogActions
          start={
            left.length > 0 ? (
              <Button look="ghost" onClick={() => onFinish(left.map(({ id }) => id))}>
                Select those {count(left.length)} again
              </Button>
            ) : null
          }
        >
          <Button look="primary" onClick={() => onFinish([])}>
            Go on
          </Button>
        </DialogActions>
      )}
    </Dialog>
  );
}

/** What was left alone, by why. */
function grouped(left: readonly TriageResult[]): Map<string, TriageResult[]> {
  const groups = new Map<string, TriageResult[]>();
  for (const result of left) {
    const why = result.message ?? '';
    groups.set(why, [...(groups.get(why) ?? []), result]);
  }
  return groups;
}

function Act({
  letter,
  disabled,
  onClick,
  children,
}: {
  letter: string;
  disabled?: boolean;
  onClick: () => void;
  children: string;
}) {
  return (
    <Button look="ghost" disabled={disabled} onClick={onClick}>
      <span className="max-md:hidden">
        <Kbd>{letter}</Kbd>
      </span>
      {children}
    </Button>
  );
}

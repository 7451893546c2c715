'use client';

import { Shield, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { count, exact, moment, plural } from '@/components/ui/format';
import { FailedNote, Note } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { ChainState } from '@/lib/model/console/audit';
import { type CheckProgress, useAuditState, useCheckChain } from '@/lib/queries/use-audit';

/** Logs up to this length are checked whenever the page opens: a dozen short requests. */
const SMALL = 20_000;

/** Whether the log is as it was written, since when, and over how many entries; every place that is not is named below. */
export function ChainSign() {
  const { data: state } = useAuditState();
  const check = useCheckChain();
  const begun = useRef(false);
  const { mutate } = check;
  const small = state !== undefined && Number(state.last_seq) <= SMALL;
  useEffect(() => {
    if (!small || begun.current) return;
    begun.current = true;
    mutate();
  }, [small, mutate]);
  const progress = check.progress;
  const shown = progress?.done ? progress : lastCheck(state);
  const broken = shown !== null && shown.faults.length > 0;
  return (
    <div className="border-b px-5 py-2.5 max-sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status" className="flex items-center gap-2">
          {broken ? (
            <ShieldAlert size={16} strokeWidth={1.6} aria-hidden="true" className="text-critical" />
          ) : shown ? (
            <ShieldCheck size={16} strokeWidth={1.6} aria-hidden="true" className="text-ok" />
          ) : (
            <Shield size={16} strokeWidth={1.6} aria-hidden="true" className="text-ink-3" />
          )}
          <span>
            {check.isPending && progress && !progress.done ? (
              <>Checking the chain: {plural(progress.checked, 'entry', 'entries')} so far…</>
            ) : shown ? (
              <>
                <b className="font-medium">
                  {broken ? 'The log is not as it was written' : 'Chain verified'}
                </b>
                <span className="text-ink-2">
                  : {plural(shown.checked, 'entry', 'entries')},{' '}
                  <time dateTime={shown.at} title={exact(shown.at)}>
                    {moment(shown.at)} UTC
                  </time>
                </span>
              </>
            ) : (
              <span className="text-ink-2">The chain has not been checked yet.</span>
            )}
          </span>
        </p>
        <Button look="ghost" className="ml-auto" disabled={check.isPending} onClick={() => mutate()}>
          {check.isPending ? 'Checking…' : 'Check now'}
        </Button>
      </div>
      <FailedNote
        what="The check did not end."
        error={check.error}
        kept="It says nothing about the log."
        className="mt-2"
      />
      {shown && broken ? (
        <Note kind="bad" urgent className="mt-2">
          <b>
            {plural(shown.faults.length + shown.more_faults, 'place does', 'places do')} not fit. Somebody
            with rights on the database changed the log by hand.
          </b>
          <ul className="mt-1 list-disc pl-4">
            {shown.faults.map((fault) => (
              <li key={`${fault.kind} ${fault.seq}`}>
                <UntrustedText max={300}>{fault.says}</UntrustedText>
              </li>
            ))}
            {shown.more_faults > 0 ? <li>and {count(shown.more_faults)} more</li> : null}
          </ul>
          Compare it with an export or a backup from before.
        </Note>
      ) : null}
    </div>
  );
}

function lastCheck(state: ChainState | undefined): CheckProgress | null {
  return state?.check ? { ...state.check, done: true } : null;
}

'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { toast } from '@/components/ui/toast';
import { type Loss, useLoss, useStatus } from '@/lib/queries/use-status';

const WORDS: Record<Loss, { what: string; kept: ReactNode }> = {
  unreachable: {
    what: 'The connection is lost.',
    kept: 'What you see and what you typed is kept; it goes on by itself.',
  },
  failing: {
    what: 'The server does not answer as it should.',
    kept: 'What you see and what you typed is kept; it goes on by itself.',
  },
  database: {
    what: 'The server cannot reach its database.',
    kept: 'What you see and what you typed is kept; it goes on by itself.',
  },
  signed_out: { what: 'You are signed out.', kept: 'What you see is kept until you leave it.' },
};
const ACT = 'ml-auto shrink-0 font-medium text-ink underline underline-offset-4';

/** Over the top bar while the server gives no answers, so that nothing below moves; goes by itself when it is back. */
export function LostBanner() {
  const loss = useLoss();
  const { refetch } = useStatus();
  const before = useRef(loss);
  useEffect(() => {
    if (before.current && !loss) toast.done('The connection is back.', 'Everything shown was asked anew.');
    before.current = loss;
  }, [loss]);
  return (
    <div role="alert" className="pointer-events-none absolute inset-0 z-30">
      {loss ? (
        <div className="pointer-events-auto flex h-full items-center gap-2.5 bg-danger-soft px-5 text-ink-2 max-sm:px-3">
          <CircleAlert size={16} strokeWidth={1.6} aria-hidden="true" className="shrink-0 text-critical" />
          <span className="clip">
            <b className="font-semibold text-ink">{WORDS[loss].what}</b> {WORDS[loss].kept}
          </span>
          {loss === 'signed_out' ? (
            <button
              type="button"
              onClick={() => {
                const here = window.location.pathname + window.location.search;
                window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
              }}
              className={ACT}
            >
              Sign in again
            </button>
          ) : (
            <button type="button" onClick={() => void refetch()} className={ACT}>
              Try now
            </button>
          )}
        </div>
      ) : null}
    </div>
  );
}

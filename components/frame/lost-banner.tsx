'use client';

import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { toast } from '@/components/ui/toast';
import { useLost, useStatus } from '@/lib/queries/use-status';

/** Over the top bar while the server is out of reach, so that nothing below moves; goes by itself when it is back. */
export function LostBanner() {
  const lost = useLost();
  const { refetch } = useStatus();
  const before = useRef(lost);
  useEffect(() => {
    if (before.current && !lost) toast.done('The connection is back.', 'Everything shown was asked anew.');
    before.current = lost;
  }, [lost]);
  return (
    <div role="alert">
      {lost ? (
        <div className="absolute inset-0 z-30 flex items-center gap-2.5 border-b bg-danger-soft px-5 text-ink-2 max-sm:px-3">
          <CircleAlert size={16} strokeWidth={1.6} aria-hidden="true" className="shrink-0 text-critical" />
          <span className="clip">
            <b className="font-semibold text-ink">The connection is lost.</b> What you see and what you typed
            is kept; it goes on by itself.
          </span>
          <button
            type="button"
            onClick={() => void refetch()}
            className="ml-auto shrink-0 font-medium text-ink underline underline-offset-4"
          >
            Try now
          </button>
        </div>
      ) : null}
    </div>
  );
}

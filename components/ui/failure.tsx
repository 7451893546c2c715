'use client';

import { LostConnectionError, ProblemError } from '@/lib/queries/fetch';
import { Button } from './button';
import { Note } from './note';

interface FailureProps {
  /** What could not be done, as the start of a sentence: "The campaigns could not be loaded". */
  what: string;
  error: Error;
  /** What stays as it was. */
  kept?: string;
  onRetry: () => void;
}

/** An error where the thing itself would stand: what failed, what was kept, what to do. */
export function Failure({ what, error, kept = 'Nothing was changed.', onRetry }: FailureProps) {
  const signedOut = error instanceof ProblemError && error.status === 401;
  return (
    <div className="p-5 max-sm:p-3">
      <Note kind="bad" urgent>
        <b>{what}.</b> {error.message} {error instanceof LostConnectionError ? null : kept}
        <div className="mt-2">
          {signedOut ? (
            <Button look="line" asChild>
              <a
                href={`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`}
              >
                Sign in again
              </a>
            </Button>
          ) : (
            <Button look="line" onClick={onRetry}>
              Try again
            </Button>
          )}
        </div>
      </Note>
    </div>
  );
}

'use client';

import { useEffect } from 'react';
import { PageFrame } from '@/components/frame/page-frame';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { LogPlace } from '@/components/ui/log-place';

/** What stands where a page broke: the rail and the way on stay. */
export default function PageFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  useEffect(() => console.error(error), [error]);
  return (
    <PageFrame crumbs={[{ label: 'This page failed' }]}>
      <div role="alert">
        <Empty
          title="This page could not be drawn"
          action={
            <span className="flex gap-2">
              <Button look="primary" onClick={reset}>
                Try again
              </Button>
              <Button look="line" asChild>
                <a href="/queue">To the queue</a>
              </Button>
            </span>
          }
        >
          The mistake is the console’s. Nothing was changed, your drafts are kept, and the rest of the console
          works.
          <LogPlace error={error} />
        </Empty>
      </div>
    </PageFrame>
  );
}

'use client';

import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { LogPlace } from '@/components/ui/log-place';

/** What stands where not even the frame of the console could be drawn, as in the moment in which the database goes away. */
export default function NothingDrawn({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => console.error(error), [error]);
  return (
    <main className="mx-auto max-w-lg pt-[14vh]" role="alert">
      <h1 className="sr-only">Retort could not answer</h1>
      <Empty
        title="Retort could not answer"
        action={
          <Button look="primary" onClick={() => window.location.reload()}>
            Try again
          </Button>
        }
      >
        Nothing was changed. If the database is away, this page comes back with it.
        <LogPlace error={error} />
      </Empty>
    </main>
  );
}

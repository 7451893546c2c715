import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';

/** A list before the first record came in: what will stand there, and how records come in. */
export function NoRecords({ children }: { children: ReactNode }) {
  return (
    <Empty
      title="No records have come in yet"
      action={
        <Button asChild>
          <Link href="/settings/sources">See the sources</Link>
        </Button>
      }
    >
      {children} Send them to <code className="font-mono text-small">POST /api/v1/ingest</code>, run{' '}
      <code className="font-mono text-small whitespace-nowrap">npx retort ingest FILE</code>, or let a gateway
      send what it logs.
    </Empty>
  );
}

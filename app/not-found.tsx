import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';

export default function NotFound() {
  return (
    <main className="mx-auto max-w-lg pt-[14vh]">
      <h1 className="sr-only">Not found</h1>
      <Empty
        title="There is no page at this address"
        action={
          <Button asChild>
            <Link href="/queue">To the queue</Link>
          </Button>
        }
      >
        Check that the address is whole; nothing of yours is lost.
      </Empty>
    </main>
  );
}

import { PageFrame } from '@/components/frame/page-frame';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';

export default function BatchNotFound() {
  return (
    <PageFrame crumbs={[{ label: 'Batches', href: '/batches' }, { label: 'Not found' }]}>
      <Empty
        title="There is no batch of this name"
        action={
          <Button asChild>
            <Link href="/batches">See all batches</Link>
          </Button>
        }
      >
        Drafts that nobody submits are given up after a day.
      </Empty>
    </PageFrame>
  );
}

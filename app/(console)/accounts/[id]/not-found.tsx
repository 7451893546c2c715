import { PageFrame } from '@/components/frame/page-frame';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';

export default function AccountNotFound() {
  return (
    <PageFrame crumbs={[{ label: 'Accounts', href: '/accounts' }, { label: 'Not found' }]}>
      <Empty
        title="There is no account with this id"
        action={
          <Button asChild>
            <Link href="/accounts">See all accounts</Link>
          </Button>
        }
      >
        Accounts appear with their first record. Check that the address is whole, or paste the id into the box
        above.
      </Empty>
    </PageFrame>
  );
}

import { PageFrame } from '@/components/frame/page-frame';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';

export default function CampaignNotFound() {
  return (
    <PageFrame crumbs={[{ label: 'Campaigns', href: '/campaigns' }, { label: 'Not found' }]}>
      <Empty
        title="There is no campaign with this id"
        action={
          <Button asChild>
            <Link href="/campaigns">See all campaigns</Link>
          </Button>
        }
      >
        A campaign keeps its id from run to run. Check that the address is whole.
      </Empty>
    </PageFrame>
  );
}

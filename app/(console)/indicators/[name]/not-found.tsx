import { PageFrame } from '@/components/frame/page-frame';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';

export default function IndicatorNotFound() {
  return (
    <PageFrame crumbs={[{ label: 'Indicators', href: '/indicators' }, { label: 'Not found' }]}>
      <Empty
        title="This address names no value"
        action={
          <Button asChild>
            <Link href="/indicators">See all shared values</Link>
          </Button>
        }
      >
        It needs a kind and a value, as in <code className="font-mono">asn:64500</code>. System prompts, tools
        and parameters are known by their key and found in the lists; scaffold families that no run finds any
        more are gone.
      </Empty>
    </PageFrame>
  );
}

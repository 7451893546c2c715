import { PageFrame } from '@/components/frame/page-frame';
import { LanesSkeleton } from '@/components/frame/page-skeleton';
import { Bone } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Accounts', href: '/accounts' }, { label: 'Compare' }]}>
      <div role="status" aria-label="Loading the comparison">
        <div className="flex min-h-11 items-center border-b px-5 max-sm:px-3">
          <Bone width={200} />
        </div>
        <div className="px-5 pt-4 max-sm:px-3">
          <LanesSkeleton lanes={5} gap={72} />
        </div>
      </div>
    </PageFrame>
  );
}

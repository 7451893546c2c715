import { FindingSkeleton, TabsSkeleton } from '@/components/frame/page-skeleton';
import { Bone, RowSkeleton } from '@/components/ui/skeleton';

/** A batch on its way: where it stands, what it does, and its accounts. */
export function BatchSkeleton() {
  return (
    <div role="status" aria-label="Loading the batch">
      <TabsSkeleton tabs={5} />
      <div aria-hidden="true" className="space-y-2 px-5 pt-5 pb-6 max-sm:px-3">
        <Bone width={320} className="h-5" />
        <FindingSkeleton />
      </div>
      <RowSkeleton rows={12} columns={[110, 90, 220, 60]} />
    </div>
  );
}

import { FindingSkeleton } from '@/components/frame/page-skeleton';
import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <div aria-hidden="true" className="px-5 pt-4 pb-9 max-sm:px-3">
        <FindingSkeleton />
      </div>
      <RowSkeleton rows={8} columns={[110, 52, 52, 66, 72, 110]} />
    </>
  );
}

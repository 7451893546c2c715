import { BarSkeleton } from '@/components/frame/page-skeleton';
import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <BarSkeleton />
      <RowSkeleton rows={16} columns={[60, 60, 320]} />
    </>
  );
}

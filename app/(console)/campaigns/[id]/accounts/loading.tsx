import { BarSkeleton } from '@/components/frame/page-skeleton';
import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <BarSkeleton />
      <div className="h-7 border-b" />
      <RowSkeleton rows={16} columns={[70, 90, 60, 60, 80, 220, 50]} />
    </>
  );
}

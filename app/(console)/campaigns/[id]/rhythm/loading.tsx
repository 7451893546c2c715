import { BarSkeleton, ChartSkeleton, Coming } from '@/components/frame/page-skeleton';

export default function Loading() {
  return (
    <Coming what="the rhythm">
      <BarSkeleton />
      <ChartSkeleton height={520} className="px-5 pt-4 max-sm:px-3" />
    </Coming>
  );
}

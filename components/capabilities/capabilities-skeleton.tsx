import { BarSkeleton, ChartSkeleton, Coming } from '@/components/frame/page-skeleton';
import { Bone } from '@/components/ui/skeleton';

/** The capabilities on their way: sentence, filters, brush, grid beside squares. */
export function CapabilitiesSkeleton() {
  return (
    <Coming what="the capabilities">
      <div aria-hidden="true" className="space-y-3 px-5 pt-5 pb-3 max-sm:px-3">
        <Bone width={260} className="h-5" />
        <Bone width="62%" />
      </div>
      <BarSkeleton />
      <CapabilityChartsSkeleton />
    </Coming>
  );
}

/** The charts alone, where the heading stands already. */
export function CapabilityChartsSkeleton() {
  return (
    <>
      <Bone className="mx-5 my-4 h-6" />
      <div className="grid grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)] gap-x-11 gap-y-7 px-5 pb-5 max-xl:grid-cols-1 max-sm:px-3">
        <ChartSkeleton height={460} />
        <ChartSkeleton height={460} />
      </div>
    </>
  );
}

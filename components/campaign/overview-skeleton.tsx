import { ChartSkeleton } from '@/components/frame/page-skeleton';
import { Bone } from '@/components/ui/skeleton';

/** Evidence beside breakdown, on their way. */
export function EvidenceSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the evidence"
      className="grid grid-cols-[minmax(0,1fr)_412px] gap-x-10 gap-y-6 px-5 pt-[22px] pb-3 max-xl:grid-cols-1 max-sm:px-3"
    >
      <div aria-hidden="true">
        <Bone width="46%" className="my-[5px]" />
        {['82%', '64%', '74%', '58%', '79%', '67%', '71%', '60%'].map((width) => (
          <div key={width} className="flex h-[54px] items-center gap-6 border-b last:border-0">
            <span className="flex-1 space-y-2">
              <Bone width={width} />
              <Bone width="38%" className="h-2" />
            </span>
            <Bone width={120} />
          </div>
        ))}
      </div>
      <ChartSkeleton height={333} />
    </div>
  );
}

/** The three scores and the next step, on their way. */
export function ScoresSkeleton() {
  return (
    <div
      aria-hidden="true"
      className="grid grid-cols-[1fr_1fr_1fr_340px] gap-x-10 gap-y-5 border-b px-5 pt-5 pb-[22px] max-xl:grid-cols-3 max-md:grid-cols-1 max-sm:px-3"
    >
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="h-[124px] space-y-3 pt-1">
          <Bone width="34%" />
          <Bone width="46%" className="h-5" />
          <Bone width="100%" />
          <Bone width="82%" className="h-2" />
        </div>
      ))}
    </div>
  );
}

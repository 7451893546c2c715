import { BarSkeleton, Coming, FindingSkeleton } from '@/components/frame/page-skeleton';
import { Bone } from '@/components/ui/skeleton';

/** The raster on its way: strip and lines on the left, the expected picture and the figures on the right. */
export function RhythmSkeleton() {
  return (
    <Coming what="the rhythm">
      <BarSkeleton />
      <div
        aria-hidden="true"
        className="grid grid-cols-[minmax(0,1fr)_322px] gap-x-5 pl-5 max-xl:grid-cols-1 max-xl:pr-5 max-sm:px-3"
      >
        <div>
          <FindingSkeleton />
          <div className="pl-[26px] pt-6">
            <Bone className="h-10" />
            <div className="mt-2 h-[457px] bg-ground" />
          </div>
        </div>
        <div className="pr-5 max-xl:pr-0">
          <FindingSkeleton />
          <div className="mt-3 h-[220px] bg-ground" />
          <Bone width="60%" className="mt-6" />
          {['a', 'b', 'c'].map((row) => (
            <div key={row} className="mt-3 flex h-[45px] items-center justify-between border-t border-line">
              <Bone width={110} />
              <Bone width={120} />
            </div>
          ))}
        </div>
      </div>
    </Coming>
  );
}

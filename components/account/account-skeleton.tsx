import { LanesSkeleton } from '@/components/frame/page-skeleton';
import { Bone } from '@/components/ui/skeleton';

/** The header and the timeline of an account on their way, in the places of what comes. */
export function AccountSkeleton() {
  return (
    <div role="status" aria-label="Loading the account">
      <div aria-hidden="true" className="px-5 pt-4 max-sm:px-3">
        <Bone width={220} className="my-1.5 h-4" />
        <Bone width="70%" className="my-3" />
        <div className="flex flex-wrap gap-x-7 gap-y-2 pt-1 pb-4">
          {[90, 150, 130, 70, 140].map((width) => (
            <span key={width} className="space-y-2 py-1">
              <Bone width={width * 0.5} className="h-2" />
              <Bone width={width} />
            </span>
          ))}
        </div>
      </div>
      <div aria-hidden="true" className="flex h-10 items-center gap-5 border-b px-5 max-sm:px-3">
        {[58, 72, 66, 74, 62].map((width) => (
          <Bone key={width} width={width} />
        ))}
      </div>
      <TimelineTabSkeleton />
    </div>
  );
}

/** The timeline of an account on its way, of the height of what comes. */
export function TimelineTabSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the timeline"
      className="grid grid-cols-[minmax(0,1fr)_338px] gap-x-6 px-5 pt-4 pb-3 max-xl:grid-cols-1 max-sm:px-3"
    >
      <LanesSkeleton lanes={9} gap={40} />
      <div aria-hidden="true" className="space-y-[22px] pt-12 max-xl:hidden">
        {['46%', '92%', '84%', '52%', '90%', '76%', '48%', '88%'].map((width) => (
          <Bone key={width} width={width} />
        ))}
      </div>
    </div>
  );
}

/** One part of an account's page on its way. */
export function PanelSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="p-5 max-sm:p-3">
      <div aria-hidden="true" className="space-y-[22px]">
        {['46%', '72%', '64%', '69%', '58%', '61%'].map((width) => (
          <Bone key={width} width={width} />
        ))}
      </div>
    </div>
  );
}

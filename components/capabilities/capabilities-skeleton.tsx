import { BarSkeleton, Coming, FindingSkeleton } from '@/components/frame/page-skeleton';
import { Bone } from '@/components/ui/skeleton';
import { CAPABILITIES } from '@/lib/model/capability';

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
        <GridSkeleton columns={28} />
        <GridSkeleton columns={12} />
      </div>
    </>
  );
}

/** A row of cells for each capability, under room for the headings of the columns. */
function GridSkeleton({ columns }: { columns: number }) {
  return (
    <div aria-hidden="true" className="min-w-0">
      <FindingSkeleton />
      <div className="mt-20 space-y-px">
        {CAPABILITIES.map((capability) => (
          <div key={capability} className="flex h-[25px] items-center gap-3">
            <Bone width={104} className="shrink-0" />
            <span
              style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
              className="grid h-full flex-1 gap-px"
            >
              {Array.from({ length: columns }, (_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity
                <span key={column} className="rounded-[2px] bg-hover" />
              ))}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

import { Coming } from '@/components/frame/page-skeleton';
import { Bone, RowSkeleton } from '@/components/ui/skeleton';

/** The links on their way: shared values on the left, the accounts that show them on the right. */
export function LinksSkeleton() {
  return (
    <Coming what="the links">
      <div aria-hidden="true" className="grid grid-cols-2 max-xl:grid-cols-1">
        <div className="border-r max-xl:border-r-0">
          <div className="space-y-4 px-5 pt-5 pb-3">
            <Bone width="58%" />
            <div className="flex gap-1.5">
              {[72, 118, 66, 76].map((width) => (
                <Bone key={width} width={width} className="h-[26px] rounded-md" />
              ))}
            </div>
          </div>
          <div className="h-7 border-b" />
          <RowSkeleton rows={16} columns={[84, 62, 120]} />
        </div>
        <div className="max-xl:hidden">
          <div className="flex justify-between px-5 pt-14">
            <Bone width={120} />
            <Bone width={140} />
          </div>
          <div className="h-[104px] border-b" />
          <RowSkeleton rows={14} columns={[56, 80, 40, 40, 200]} />
        </div>
      </div>
    </Coming>
  );
}

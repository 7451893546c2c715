import { BarSkeleton, TabsSkeleton } from '@/components/frame/page-skeleton';
import { Bone, RowSkeleton } from '@/components/ui/skeleton';

/** The widths of the narrow cells of an alert, in px. */
export const ALERT_BONES = [102, 108, 40, 58, 20];

/** The queue on its way: its rows beside the alert in the panel. */
export function QueueSkeleton() {
  return (
    <>
      <TabsSkeleton tabs={5} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_426px] max-xl:grid-cols-[minmax(0,1fr)_380px] max-lg:block">
        <div className="min-w-0 overflow-hidden">
          <BarSkeleton />
          <div className="h-7 border-b" />
          <RowSkeleton rows={18} columns={ALERT_BONES} />
        </div>
        <div className="border-l max-lg:hidden">
          <AlertSkeleton />
        </div>
      </div>
    </>
  );
}

/** One alert in the panel, on its way. */
export function AlertSkeleton() {
  return (
    <div role="status" aria-label="Loading the alert" className="space-y-3 px-5 pt-12">
      <Bone width={140} className="h-4" />
      <Bone width="92%" />
      <Bone width="64%" />
      <div className="grid grid-cols-3 gap-4 py-4">
        <Bone width={70} className="h-5" />
        <Bone width={70} className="h-5" />
        <Bone width={70} className="h-5" />
      </div>
      <Bone width="80%" />
      <Bone width="100%" className="h-24" />
      <Bone width="86%" />
      <Bone width="78%" />
      <Bone width="82%" />
    </div>
  );
}

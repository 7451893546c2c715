import { Bone } from '@/components/ui/skeleton';

/** The header and the timeline of an account on their way. */
export function AccountSkeleton() {
  return (
    <div role="status" aria-label="Loading the account" className="px-5 pt-5 max-sm:px-3">
      <div aria-hidden="true" className="space-y-4">
        <Bone width={220} className="h-4" />
        <Bone width="70%" />
        <div className="flex gap-7">
          {[90, 150, 130, 70, 140].map((width) => (
            <Bone key={width} width={width} className="h-6" />
          ))}
        </div>
        <Bone width="100%" className="h-60" />
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

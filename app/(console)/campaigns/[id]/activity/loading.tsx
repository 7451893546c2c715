import { Bone } from '@/components/ui/skeleton';

/** Room for a note, then what happened, two lines each. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading the activity" className="max-w-[860px] px-5 pt-4 max-sm:px-3">
      <Bone width={220} className="my-2 h-2" />
      <div className="h-20 rounded-md inset-ring inset-ring-line" />
      <Bone width={120} className="mt-16 mb-6" />
      {['58%', '72%', '46%', '64%', '52%', '69%'].map((width) => (
        <div key={width} className="flex items-center gap-4 border-b py-3.5">
          <Bone width={16} className="h-4" />
          <span className="flex-1 space-y-2.5">
            <Bone width="24%" />
            <Bone width={width} />
          </span>
          <Bone width={84} />
        </div>
      ))}
    </div>
  );
}

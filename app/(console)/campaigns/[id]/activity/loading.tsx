import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="max-w-[860px] pt-24">
      <RowSkeleton rows={8} columns={[80, 120, 400]} />
    </div>
  );
}

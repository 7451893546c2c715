import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="pt-14">
      <RowSkeleton rows={10} columns={[400, 60, 60, 90]} />
    </div>
  );
}

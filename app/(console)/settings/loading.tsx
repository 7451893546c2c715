import { PageFrame } from '@/components/frame/page-frame';
import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Settings' }]}>
      <h1 className="px-5 pt-4 pb-6 text-title font-semibold max-sm:px-3">Settings</h1>
      <RowSkeleton rows={10} columns={[180, 60, 90, 80]} />
    </PageFrame>
  );
}

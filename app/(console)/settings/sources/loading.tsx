import { PageFrame } from '@/components/frame/page-frame';
import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Sources' }]}>
      <h1 className="px-5 pt-4 pb-6 text-title font-semibold max-sm:px-3">Sources</h1>
      <RowSkeleton rows={12} columns={[140, 220, 80, 60, 60, 90]} />
    </PageFrame>
  );
}
